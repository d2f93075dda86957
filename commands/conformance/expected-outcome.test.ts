import { expect, test } from "vitest";
import { expectedOutcome } from "./expected-outcome.ts";
import { ORDER_BODY } from "./order-body.fixture.ts";

const of = (topic: string, body: unknown) => {
  const { expectation, mayBeQuarantined } = expectedOutcome(topic, Buffer.from(JSON.stringify(body)));
  const reason = expectation.outcome === "skipped" ? `skipped ${expectation.reason}` : expectation.outcome;
  return mayBeQuarantined ? `${reason}, or quarantined` : reason;
};
const order = (changes: object) => of("orders/updated", { ...ORDER_BODY, ...changes });
const unshipped = [{ id: 5, price: "1.00", quantity: 1, requires_shipping: false }];

test.each<[string, object]>([
  ["delivered", {}],
  ["delivered", { test: true, cancelled_at: "2026-03-03T10:00:00Z" }],
  ["delivered", { line_items: unshipped }],
  ["skipped nothing_to_ship", { line_items: unshipped, fulfillments: [] }],
  ["skipped no_address", { shipping_address: null }],
  ["skipped no_address", { shipping_address: { zip: null, name: " " } }],
  ["skipped no_zip", { shipping_address: { name: "Petra Probe", zip: "" } }],
  ["quarantined, or quarantined", { total_price: "ten", shipping_address: null }],
  ["quarantined, or quarantined", { currency: null, total_shipping_price_set: null }],
  ["quarantined, or quarantined", { line_items: [{ id: 5, quantity: 1, price: null }] }],
  ["delivered, or quarantined", { refunds: [{ transactions: [{ amount: "much" }] }] }],
  ["delivered", { refunds: [{ transactions: [{ receipt: { amount: "much" } }] }] }],
  ["quarantined, or quarantined", { id: null, admin_graphql_api_id: "gid://shopify/Customer/3" }],
])("an order is to be %s: %j", (outcome, changes) => {
  expect(order(changes)).toBe(outcome);
});

test.each<[string, string, unknown]>([
  ["skipped awaiting_order", "orders/edited", { order_edit: { order_id: 1 } }],
  ["quarantined, or quarantined", "orders/edited", { order_edit: {} }],
  ["skipped awaiting_order", "fulfillments/update", { order_id: 1, tracking_number: "A" }],
  ["quarantined, or quarantined", "refunds/create", { transactions: [] }],
  ["quarantined, or quarantined", "orders/create", []],
  ["no_order", "orders/delete", { id: 1 }],
  ["no_order, or quarantined", "orders/delete", {}],
  ["no_order", "shop/redact", { shop_id: 1 }],
  ["no_order, or quarantined", "products/create", { id: 1 }],
])("it is to be %s: %s %j", (outcome, topic, body) => {
  expect(of(topic, body)).toBe(outcome);
});
