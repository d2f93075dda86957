import { expect, test } from "vitest";
import type { StackStatus } from "../stack.ts";
import type { Evidence } from "./gather-evidence.ts";
import { judgeRun } from "./judge-run.ts";
import { ORDER_BODY, UPSERT } from "./order-body.fixture.ts";
import { prepare } from "./prepare.ts";

const bytes = (body: object) => Buffer.from(JSON.stringify(body));
const fulfillment = { id: 9, order_id: 1001, status: "success", tracking_numbers: ["B1"], line_items: [] };
const prepared = prepare(
  [
    { file: "order.json", topic: "orders/create", bytes: bytes(ORDER_BODY), headers: {} },
    { file: "parcel.json", topic: "fulfillments/create", bytes: bytes(fulfillment), headers: {} },
  ],
  "test",
);

function put(slug: string, body: string) {
  return { method: "PUT", path: `/v1/shops/${slug}/orders`, body, status: 200 };
}

const told = put("conf-test-0001", UPSERT);
const pairOrder = put("pair-test-0002", UPSERT.replace(/"trackings":.*\}$/s, '"trackings":[]}'));
const pairParcel = put(
  "pair-test-0002",
  UPSERT.replace(/"trackings":.*\}$/s, '"trackings":[{"tracking_number":"B1"}]}'),
);

/** A run in which everything went right. */
function goodRun(): Evidence {
  const row = { shopId: "s", orderId: "1001", status: "delivered", reason: null, delivered: true };
  const rows = [
    { ...row, domain: "conf-test-0001.myshopify.com" },
    { ...row, domain: "conf-test-0002.myshopify.com", status: "skipped", reason: "awaiting_order", delivered: false },
    { ...row, domain: "pair-test-0002.myshopify.com" },
  ];
  const outbox = { pending: 0, delivered: 0, dead: 0 };
  const status = (total: number): StackStatus => ({
    events: { total, pending: 0, done: total, quarantined: 0 },
    outbox,
    topics: {},
    orders: rows,
    quarantined: [],
    settled: true,
  });
  const deliveries = [
    ...prepared.fed.flatMap(({ first, late }) => [first, ...late]),
    ...prepared.pairs.flatMap(({ order, fulfillment: parcel }) => [order, parcel]),
  ];
  return {
    before: status(7),
    once: status(10),
    after: status(7 + deliveries.length),
    requests: [told, pairOrder, pairParcel],
    requestsOnce: 2,
    answers: new Map(deliveries.map((delivery) => [delivery, [200]])),
  };
}

const rules = (evidence: Evidence) =>
  judgeRun(prepared, evidence).violations.map(({ file, rule }) => `${file} ${rule}`);

function withRow(evidence: Evidence, changes: Partial<StackStatus["orders"][number]>): Evidence {
  const [first, ...others] = evidence.once.orders;
  if (first === undefined) throw new Error("no rows");
  const orders = [{ ...first, ...changes }, ...others];
  return { ...evidence, once: { ...evidence.once, orders }, after: { ...evidence.after, orders } };
}

test("a run in which everything went right has no violation", () => {
  const verdict = judgeRun(prepared, goodRun());
  expect(verdict.violations).toEqual([]);
  expect(verdict.bodies.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["delivered", null],
    ["skipped", "awaiting_order"],
  ]);
  expect(verdict.paired).toEqual({ bodies: 1, delivered: 1 });
});

test.each<[string, string[], (good: Evidence) => Evidence]>([
  [
    "a parcel that never arrived",
    ["order.json tracking"],
    (good) => ({
      ...good,
      requests: [put("conf-test-0001", UPSERT.replace(',{"tracking_number":"A2"}', "")), pairOrder, pairParcel],
    }),
  ],
  [
    "a number of a cancelled fulfillment",
    ["order.json tracking"],
    (good) => ({
      ...good,
      requests: [
        put("conf-test-0001", UPSERT.replace('A2"}', 'A2"},{"tracking_number":"GONE"}')),
        pairOrder,
        pairParcel,
      ],
    }),
  ],
  [
    "a number that was not trimmed",
    ["order.json tracking", "order.json tracking"],
    (good) => ({ ...good, requests: [put("conf-test-0001", UPSERT.replace("A1", " A1 ")), pairOrder, pairParcel] }),
  ],
  [
    "a number told twice",
    ["order.json tracking"],
    (good) => ({ ...good, requests: [told, told, pairOrder, pairParcel], requestsOnce: 3 }),
  ],
  [
    "another order id",
    ["order.json order_id"],
    (good) => ({
      ...good,
      requests: [put("conf-test-0001", UPSERT.replaceAll('"1001"', '"1000"')), pairOrder, pairParcel],
    }),
  ],
  [
    "a field the contract lacks",
    ["order.json contract"],
    (good) => ({
      ...good,
      requests: [
        put("conf-test-0001", UPSERT.replace('"currency"', '"colour":"red","currency"')),
        pairOrder,
        pairParcel,
      ],
    }),
  ],
  [
    "a request that is no JSON",
    ["order.json changed_by_repeat", "order.json contract", "order.json refused"],
    (good) => ({ ...good, requests: [...good.requests, { ...put("conf-test-0001", "{"), status: 400 }] }),
  ],
  [
    "a request caused by a repeat",
    ["order.json changed_by_repeat"],
    (good) => ({
      ...good,
      requests: [...good.requests, put("conf-test-0001", '{"id":"1001","id_type":"external_id","trackings":[]}')],
    }),
  ],
  [
    "an order that is nowhere",
    ["order.json undelivered", "order.json outcome"],
    (good) => withRow(good, { domain: "another.myshopify.com" }),
  ],
  [
    "a reason the body does not give",
    ["order.json outcome", "order.json outcome"],
    (good) => withRow(good, { status: "skipped", reason: "no_zip" }),
  ],
  [
    "a delivery that was refused",
    ["order.json accepted", "* acknowledged_lost"],
    (good) => {
      const [first] = prepared.fed;
      return {
        ...good,
        answers: new Map(
          [...good.answers].map(([delivery]) => [delivery, delivery === first?.first ? [200, 500] : [200]]),
        ),
        after: { ...good.after, events: { ...good.after.events, total: 7 } },
      };
    },
  ],
  [
    "the second half of a pair that never arrived",
    ["parcel.json paired"],
    (good) => ({ ...good, requests: [told, pairOrder] }),
  ],
  ["a pipeline that stands still", ["* unsettled"], (good) => ({ ...good, after: { ...good.after, settled: false } })],
])("noticed: %s", (_what, expected, change) => {
  expect(rules(change(goodRun()))).toEqual(expected);
});

test("a body that could be used must not be quarantined", () => {
  const good = goodRun();
  const stopped = {
    shopId: "s",
    domain: "conf-test-0001.myshopify.com",
    laneKey: "1001",
    topic: "orders/create",
    reason: "unreadable_money",
    detail: null,
  };
  const evidence = {
    ...good,
    once: { ...good.once, quarantined: [stopped] },
    after: { ...good.after, quarantined: [stopped] },
    requests: [pairOrder, pairParcel],
    requestsOnce: 1,
  };
  expect(rules(evidence)).toEqual(["order.json outcome"]);
});
