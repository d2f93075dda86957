/** How a shop answers that is frozen, gone or locked. */
export const SHOPIFY_CLOSURES = [402, 404, 423] as const;
