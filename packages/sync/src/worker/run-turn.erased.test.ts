import { expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { receivedKarlaEvent, shipmentEvent } from "../announce/karla-event.fixture.ts";
import { erasureEvent } from "../erasure/erasure-request.ts";
import { SHOP_LANE } from "../inbox/inbox.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";

const CUSTOMER = { id: "7001", email: null, firstName: null, lastName: null, phone: null, tags: [] };
const { snapshot, ...rest } = sampleOrder();
const ORDER = { ...rest, snapshot: snapshot && { ...snapshot, customer: CUSTOMER } };
const arrives = () => eventFor(ORDER.id, { body: Buffer.from(JSON.stringify(ORDER)) });

test("an order that was erased is neither sent nor kept, whatever brings it back", async () => {
  const engine = createTestEngine();
  engine.erased.add(ORDER.id);
  await engine.lanes.accept([arrives()]);
  await engine.drain();
  expect(engine.sent).toEqual([]);
  expect(engine.lanes.orderOf(ORDER.id)).toBeNull();
  expect(engine.lanes.eventsOf(ORDER.id)).toMatchObject([{ state: "done", reason: "redacted" }]);
});

test("neither is an order of a customer who was erased, and it is known by itself from then on", async () => {
  const engine = createTestEngine();
  engine.erased.add(CUSTOMER.id);
  await engine.lanes.accept([arrives()]);
  await engine.drain();
  expect(engine.sent).toEqual([]);
  expect(engine.erased.has(ORDER.id)).toBe(true);
});

test("what is still owed of an order is not sent once it is erased", async () => {
  const engine = createTestEngine();
  engine.fail({ kind: "transport" });
  await engine.lanes.accept([arrives()]);
  await engine.drain();
  expect(engine.sent).toHaveLength(1);
  engine.erased.add(ORDER.id);
  engine.advance(3_600_000);
  await engine.drain();
  expect(engine.sent).toHaveLength(1);
  expect(engine.lanes.outboxOf(ORDER.id)).toEqual([]);
});

test.each([
  ["the order", "1001"],
  ["the customer", "7"],
])("the shop is told nothing of what Karla says of %s that was erased", async (_, id) => {
  const engine = createTestEngine({ tells: true });
  engine.erased.add(id);
  const event = receivedKarlaEvent(shipmentEvent);
  await engine.lanes.accept([event]);
  await engine.drain();
  expect(engine.told).toEqual([]);
  expect(engine.lanes.outboxOf("1001")).toEqual([]);
  expect(engine.lanes.eventsOf(event.laneKey)).toMatchObject([{ state: "done", reason: "redacted" }]);
});

test("a request for erasure is owed in its lane, and is quarantined in any other", async () => {
  const engine = createTestEngine();
  const asked = {
    shopId: arrives().shopId,
    platform: "shopify",
    topic: "t",
    request: { kind: "shop", keptUntil: null },
  } as const;
  const event = erasureEvent({ ...asked, key: "1" });
  await engine.lanes.accept([event, { ...erasureEvent({ ...asked, key: "2" }), laneKey: SHOP_LANE }]);
  await engine.drain();
  expect(engine.lanes.outboxOf(event.laneKey)).toMatchObject([{ effect: "redact", state: "delivered" }]);
  expect(engine.lanes.eventsOf(SHOP_LANE)).toMatchObject([{ state: "quarantined", reason: "lane_mismatch" }]);
});
