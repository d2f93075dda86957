/** Something that a body's way through the pipeline must not show. Nothing in it is personal. */
export interface Violation {
  /** Of the folder; "*" where it concerns the run. */
  file: string;
  rule: string;
  detail: string;
}

/** Where to look first, for a person who reads the table. */
export const WHERE_TO_LOOK: Readonly<Record<string, string>> = {
  accepted: "the receiver's answer: packages/receiver, app/shopify/verify-webhook.ts",
  outcome: "what the body is taken for: app/shopify/normalise*.ts, packages/sync/src/order/to-karla.ts",
  undelivered: "the worker's log and the core's answers: packages/sync/src/pipeline",
  acknowledged_lost:
    "what is acknowledged before it is committed: packages/receiver, packages/store/src/inbox-store.ts",
  order_id: "app/shopify/ids-in-body.ts, app/shopify/order-lane.ts",
  tracking: "app/shopify/tracking.ts, packages/sync/src/order/to-trackings.ts",
  money: "app/shopify/order-totals.ts, packages/sync/src/order/to-karla.ts",
  currency: "app/shopify/order-currencies.ts",
  lines: "app/shopify/normalise-line.ts, packages/sync/src/order/to-products.ts",
  fields: "app/shopify/normalise-order.ts, packages/sync/src/order/to-karla.ts",
  note_attributes: "app/shopify/attributes.ts, packages/sync/src/order/to-analytics.ts",
  landing_site: "app/shopify/attribution.ts, packages/sync/src/order/to-analytics.ts",
  changed_by_repeat: "the idempotency gate and the merge: packages/store/src/inbox-store.ts, merge-order.ts, owed.ts",
  contract: "packages/karla-api/src/contract.ts against the contract in test/contract",
  refused: "the core's answer: its log, and what was sent (--report FILE)",
  personal_in_log: "what is logged: packages/runtime/src/log.ts and whoever calls it",
  paired: "a fulfillment whose order is known: packages/sync/src/order/merge-order.ts",
  unsettled: "npm run karla -- status; the worker's log",
};
