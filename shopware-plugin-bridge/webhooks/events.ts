/**
 * What an event's payload names. `order`: one order, as `{order: {id}}`. `orders`, `addresses`, `deleted`: keys of what was
 * written. `products`: keys of products. `customers`: keys of accounts. `other`: nothing that an order is made of.
 */
export type EventKind = "order" | "orders" | "addresses" | "deleted" | "products" | "customers" | "other";

const STATES = {
  order: ["open", "in_progress", "completed", "cancelled"],
  order_delivery: ["open", "shipped", "shipped_partially", "returned", "returned_partially", "cancelled"],
  order_transaction: ["paid", "paid_partially", "refunded", "refunded_partially"],
} as const;

/**
 * The webhooks of the app's manifest, all of them from the start: one that is added later reaches a shop with the next update
 * of the app. Each is a hint: whatever it says of an order is read back. Payloads as a real 6.6.7.1 sends them.
 */
export const SHOPWARE_EVENTS: ReadonlyMap<string, EventKind> = new Map<string, EventKind>([
  ["checkout.order.placed", "order"],
  ...Object.entries(STATES).flatMap(([machine, states]) =>
    states.map((state): [string, EventKind] => [`state_enter.${machine}.state.${state}`, "order"]),
  ),
  ["order.written", "orders"],
  ["order_address.written", "addresses"],
  ["order.deleted", "deleted"],
  ["product.written", "products"],
  ["product.deleted", "products"],
  ["customer.deleted", "customers"],
]);
