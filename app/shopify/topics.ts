/** What a topic's body is about; decides where its order id is, and how it is read. */
export type TopicKind = "order" | "fulfillment" | "refund" | "edit" | "delete" | "shop";

/** Every topic we subscribe to (`shopify.app.toml`). A Map, so that a topic named `__proto__` is simply unknown. */
export const SHOPIFY_TOPICS: ReadonlyMap<string, TopicKind> = new Map<string, TopicKind>([
  ["orders/create", "order"],
  ["orders/updated", "order"],
  ["orders/paid", "order"],
  ["orders/cancelled", "order"],
  ["orders/fulfilled", "order"],
  ["orders/partially_fulfilled", "order"],
  ["orders/edited", "edit"],
  ["orders/delete", "delete"],
  ["fulfillments/create", "fulfillment"],
  ["fulfillments/update", "fulfillment"],
  ["refunds/create", "refund"],
  ["app/uninstalled", "shop"],
  ["app/scopes_update", "shop"],
  ["bulk_operations/finish", "shop"],
  ["customers/data_request", "shop"],
  ["customers/redact", "shop"],
  ["shop/redact", "shop"],
]);
