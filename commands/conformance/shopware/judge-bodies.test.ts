import { expect, test } from "vitest";
import { CoreOrder } from "../../proof/core-order.ts";
import { readNumbersAsText } from "../../proof/read-numbers-as-text.ts";
import type { StackStatus } from "../../stack.ts";
import { judgeBodies } from "./judge-bodies.ts";
import type { BodiesEvidence } from "./play-bodies.ts";
import { prepareBodies } from "./prepare-bodies.ts";
import { ORDER_ID, orderAnswer, pluginBody } from "./small-capture.fixture.ts";

const topic = "checkout.order.placed";
const manifest = { webhooks: [{ name: topic, event: topic, url: "", onlyLiveVersion: false }] };
const bytes = (payload: unknown) => Buffer.from(JSON.stringify({ data: { payload, event: topic }, source: {} }));
const prepared = prepareBodies(
  [
    { file: "order.json", topic, bytes: bytes({ order: orderAnswer() }), headers: {} },
    { file: "product.json", topic: "product.written", bytes: bytes([]), headers: {} },
  ],
  { run: "test", manifest },
);

const { order } = pluginBody();
const right = {
  ...order,
  sub_total_price: 89.7,
  discounts: [{ code: "FIVE", amount: 5, type: "absolute" }],
  order_analytics: { campaign_code: "spring" },
  trackings: [],
};
const held = (changes: object = {}) =>
  new Map([[ORDER_ID, CoreOrder.parse(readNumbersAsText(JSON.stringify({ ...right, ...changes })))]]);

const row = { shopId: "x", domain: "shop-1", orderId: ORDER_ID, status: "delivered", reason: null, delivered: true };

function status(orders: StackStatus["orders"] = [row]): StackStatus {
  const events = { total: 6, pending: 0, done: 6, quarantined: 0 };
  const outbox = { pending: 0, delivered: 1, dead: 0 };
  return { events, outbox, topics: {}, orders, quarantined: [], settled: true };
}

/** A run in which everything went right, but for what is changed. */
function rules(changes: Partial<BodiesEvidence> & { held?: ReturnType<typeof held>; answers?: number[] } = {}) {
  const [first, second] = prepared;
  if (first === undefined || second === undefined) throw new Error("two bodies");
  const evidence: BodiesEvidence = {
    once: status(),
    after: status(),
    requestsOnce: 0,
    bodies: new Map([
      [first, { shopId: "shop-1", answers: changes.answers ?? [204, 204], held: changes.held ?? held() }],
      [second, { shopId: "shop-2", answers: [204, 204], held: new Map() }],
    ]),
    stored: 6,
    due: 6,
    ...changes,
  };
  const verdict = judgeBodies(prepared, evidence, []);
  return {
    outcomes: verdict.bodies.map(({ outcome }) => outcome),
    violations: verdict.violations.map(({ file, rule }) => `${file} ${rule}`),
  };
}

test("a run in which everything went right has no violation", () => {
  expect(rules()).toEqual({ outcomes: ["delivered", "no_order"], violations: [] });
});

test.each<[string, string[], Parameters<typeof rules>[0]]>([
  [
    "another quantity at the core",
    ["order.json lines"],
    { held: held({ products: [{ ...order.products[0], quantity: 1 }] }) },
  ],
  ["an order that the core does not hold", ["order.json undelivered"], { held: new Map() }],
  ["an order that left no trace", ["order.json outcome", "order.json changed_by_repeat"], { once: status([]) }],
  [
    "a reason that the body does not give",
    ["order.json outcome", "order.json changed_by_repeat"],
    { once: status([{ ...row, status: "skipped", reason: "no_zip", delivered: false }]) },
  ],
  ["a webhook that was refused", ["order.json accepted"], { answers: [204, 401] }],
  ["acknowledged and not stored", ["* acknowledged_lost"], { stored: 5 }],
  ["work that is left", ["* unsettled"], { after: { ...status(), settled: false } }],
])("noticed: %s", (_what, expected, changes) => {
  expect(rules(changes).violations).toEqual(expected);
});
