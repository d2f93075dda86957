/** What a topic's bodies are about, from Shopify's documentation; `none` are topics without an order, or not subscribed. */
export type TopicKind = "order" | "edit" | "fulfillment" | "refund" | "none";

const KINDS: ReadonlyMap<string, TopicKind> = new Map<string, TopicKind>([
  ["orders/create", "order"],
  ["orders/updated", "order"],
  ["orders/paid", "order"],
  ["orders/cancelled", "order"],
  ["orders/fulfilled", "order"],
  ["orders/partially_fulfilled", "order"],
  ["orders/edited", "edit"],
  ["fulfillments/create", "fulfillment"],
  ["fulfillments/update", "fulfillment"],
  ["refunds/create", "refund"],
]);

/** Subscribed, but of the shop: there is nothing for the core in them. */
const WITHOUT_ORDER: ReadonlySet<string> = new Set([
  "orders/delete",
  "app/uninstalled",
  "app/scopes_update",
  "bulk_operations/finish",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
]);

export const FED_TOPICS: readonly string[] = [...KINDS.keys(), ...WITHOUT_ORDER];

export function kindOf(topic: string): TopicKind {
  return KINDS.get(topic) ?? "none";
}

export function isSubscribed(topic: string): boolean {
  return KINDS.has(topic) || WITHOUT_ORDER.has(topic);
}
