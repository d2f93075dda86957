/** Where to look first, for a person who reads the table; what is not here is the same as for Shopify. */
export const WHERE_TO_LOOK: Readonly<Record<string, string>> = {
  accepted: "the bridge's answer: packages/receiver, shopware-plugin-bridge/webhooks/verify-webhook.ts",
  unread: "what follows a message, and the poll: shopware-plugin-bridge/webhooks, admin/create-order-walk.ts",
  outcome:
    "what an order is taken for: shopware-plugin-bridge/webhooks/normalise.ts, packages/sync/src/order/to-karla.ts",
  undelivered: "the bridge worker's log and the core's answers: packages/sync/src/pipeline",
  acknowledged_lost:
    "what is acknowledged before it is committed: packages/receiver, packages/store/src/inbox-store.ts",
  tracking: "shopware-plugin-bridge/order/normalise-delivery.ts, packages/sync/src/order/to-trackings.ts",
  money: "shopware-plugin-bridge/order/amounts-of.ts, packages/sync/src/order/to-karla.ts",
  currency: "shopware-plugin-bridge/order/normalise-order.ts",
  lines: "shopware-plugin-bridge/order/normalise-lines.ts, pictures.ts, packages/sync/src/order/to-products.ts",
  discounts: "shopware-plugin-bridge/order/discounts.ts, packages/sync/src/order/to-discounts.ts",
  fields: "shopware-plugin-bridge/order/normalise-order.ts, address.ts, packages/sync/src/order/to-karla.ts",
  segments: "shopware-plugin-bridge/order/customer.ts, packages/sync/src/order/to-segments.ts",
  changed_by_repeat: "the idempotency gate and the merge: packages/store/src/inbox-store.ts, merge-order.ts, owed.ts",
  contract: "packages/karla-api/src/contract.ts against the contract in test/contract",
  refused: "the core's answer: its log, and what was sent (--report FILE)",
  personal_in_log: "what is logged: packages/runtime/src/log.ts and whoever calls it",
  unsettled: "npm run karla -- status; the bridge worker's log",
};
