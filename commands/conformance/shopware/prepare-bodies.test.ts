import { expect, test } from "vitest";
import type { FolderBody } from "../read-folder.ts";
import { prepareBodies, type ShopwareBody } from "./prepare-bodies.ts";
import { ORDER_ID, orderAnswer } from "./small-capture.fixture.ts";

const EVENTS = ["checkout.order.placed", "order.written", "order.deleted", "state_enter.order.state.open"];
const manifest = { webhooks: EVENTS.map((event) => ({ name: event, event, url: "", onlyLiveVersion: false })) };
const DRAFT = "0".repeat(32);

function body(topic: string, payload: unknown): FolderBody {
  const source = { url: "u", shopId: "s", eventId: "e", appVersion: "1" };
  const bytes = Buffer.from(JSON.stringify({ data: { payload, event: topic }, source, timestamp: 1 }));
  return { file: `${topic}.json`, topic, bytes, headers: {} };
}

const prepared = (...bodies: FolderBody[]) => prepareBodies(bodies, { run: "test", manifest });
const outcomes = (list: readonly ShopwareBody[]) => list.map(({ expected }) => expected.outcome);
const placed = (changes: object = {}) => body("checkout.order.placed", { order: { ...orderAnswer(), ...changes } });
const key = (more: object = {}) => ({ entity: "order", operation: "update", primaryKey: ORDER_ID, ...more });

test("a body with an order belongs to a shop that has this order", () => {
  const [first, second] = prepared(placed(), body("state_enter.order.state.open", { order: orderAnswer(["A1"], 20) }));
  expect([first?.slug, second?.slug]).toEqual(["conf-test-0001", "conf-test-0002"]);
  expect(first?.answer).toEqual(orderAnswer());
  expect(second?.answer).toEqual(orderAnswer(["A1"], 20));
  expect(second?.expected).toMatchObject({ outcome: "delivered", order: { shippingTotal: "4.99" } });
});

test("a body with a key has the order that another body carries; without one there is nothing to find", () => {
  const written = body("order.written", [key({ versionId: DRAFT, primaryKey: DRAFT }), key()]);
  const [alone] = prepared(written);
  expect([alone?.answer, alone?.expected.outcome]).toEqual([null, "no_order"]);
  const [, found] = prepared(placed(), written);
  expect([found?.answer, found?.expected.outcome, found?.orderId]).toEqual([orderAnswer(), "delivered", ORDER_ID]);
  expect(outcomes(prepared(placed(), body("order.written", { 1: key() })))).toEqual(["delivered", "delivered"]);
});

test("drafts, deleted orders, empty lists and what is not subscribed are about no order", () => {
  const others = [
    placed({ versionId: DRAFT }),
    body("order.deleted", [key()]),
    body("order.written", []),
    body("order.written", [key({ versionId: DRAFT })]),
    body("product.written", [key()]),
    body("state_enter.order.state.cancelled", { order: orderAnswer() }),
  ];
  expect(outcomes(prepared(...others))).toEqual(others.map(() => "no_order"));
});

test("what cannot be sent is skipped with its reason, what cannot be read is set aside", () => {
  const address = orderAnswer().billingAddress;
  const [line] = orderAnswer().lineItems;
  const delivery = (shippingOrderAddress: unknown) => ({ ...orderAnswer().deliveries[0], shippingOrderAddress });
  const expected = (changes: object) => prepared(placed(changes))[0]?.expected;
  expect(expected({ deliveries: [] })).toEqual({ outcome: "skipped", reason: "no_address" });
  expect(expected({ deliveries: [delivery({ ...address, zipcode: " " })] })).toEqual({
    outcome: "skipped",
    reason: "no_zip",
  });
  expect(expected({ lineItems: [{ ...line, states: ["is-download"] }] })).toEqual({
    outcome: "skipped",
    reason: "nothing_to_ship",
  });
  expect(expected({ amountTotal: "a lot" })).toEqual({ outcome: "quarantined" });
  expect(expected({ currency: { isoCode: "€" } })).toEqual({ outcome: "quarantined" });
});
