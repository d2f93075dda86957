/** Why a message that says it is Shopify's is not taken. Closed list: each has its line in `docs/operations.md`. */
export const WEBHOOK_REFUSALS = [
  "bad_signature",
  "empty_body",
  "bad_shop_domain",
  "no_topic",
  "no_webhook_id",
] as const;
export type WebhookRefusal = (typeof WEBHOOK_REFUSALS)[number];
