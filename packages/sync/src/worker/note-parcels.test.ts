import { expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { claimEvent, receivedKarlaEvent, shipmentEvent } from "../announce/karla-event.fixture.ts";
import type { OrderSnapshot } from "../order/order.ts";
import { sampleFacts, sampleSnapshot } from "../order/sample-order.fixture.ts";

const PARCEL = {
  trackingNumber: "00340434161094042557",
  events: [{ name: "OUT_FOR_DELIVERY", phase: "in_delivery", at: "2026-03-03T00:00:00Z" }],
};
const NOTED = { orderId: "1001", parcels: [PARCEL] };

const order = (changes: Partial<OrderSnapshot> = {}) =>
  eventFor("1001", { body: Buffer.from(JSON.stringify(sampleFacts("1001", { snapshot: sampleSnapshot(changes) }))) });
const event = (id: string, group = "shipment_out_for_delivery") =>
  receivedKarlaEvent({
    ...shipmentEvent,
    event_group: group,
    event_data: { ...shipmentEvent.event_data, event_id: id },
  });

/** The event itself, which the shop is told of before: another effect. */
const toldOfIt = () => {};

async function shop(options: Parameters<typeof createTestEngine>[0] = {}) {
  const engine = createTestEngine({ tells: true, ...options });
  engine.parcels.known = [PARCEL];
  await engine.lanes.accept([order()]);
  await engine.drain();
  return {
    engine,
    async bring(...events: ReturnType<typeof event>[]) {
      await engine.lanes.accept(events);
      await engine.drain();
      engine.advance(1_000);
      await engine.drain();
    },
  };
}

test("what happened to a parcel is written to its order, as the core has it", async () => {
  const { engine, bring } = await shop();
  await bring(event("e1"));
  expect(engine.parcelsNoted).toEqual([NOTED]);
  expect(engine.sent).toHaveLength(1);
});

test("one look answers the groups that one happening is told in, and a later event is looked at anew", async () => {
  const { engine, bring } = await shop();
  await bring(event("e1"), event("e1", "shipment_delivered_all_events"));
  expect(engine.parcelsNoted).toHaveLength(1);
  await bring(event("e1"));
  expect(engine.parcelsNoted).toHaveLength(1);
  await bring(event("e2"));
  expect(engine.parcelsNoted).toHaveLength(2);
});

test.each([
  ["a claim moves no parcel", {}, receivedKarlaEvent(claimEvent)],
  ["the merchant does not want it", { settings: { noteParcels: false } }, event("e1")],
  [
    "another system tells of orders from before",
    { settings: { historicalCutoff: "2027-01-01T00:00:00Z" } },
    event("e1"),
  ],
  ["the platform shows no parcels", { tells: false, reader: {} }, event("e1")],
])("nothing is written where %s", async (_, options, came) => {
  const { engine, bring } = await shop(options);
  await bring(came);
  expect(engine.parcelsNoted).toEqual([]);
});

test("an order that is not in our books is left alone", async () => {
  const engine = createTestEngine({ tells: true });
  engine.parcels.known = [PARCEL];
  await engine.lanes.accept([event("e1")]);
  await engine.drain();
  engine.advance(1_000);
  await engine.drain();
  expect(engine.parcelsNoted).toEqual([]);
  expect(engine.lanes.outboxOf("1001")).toEqual([]);
});

test("a core that is away is asked again, and the shop is not blamed for it", async () => {
  const { engine, bring } = await shop();
  engine.parcels.failure = { kind: "transport" };
  await bring(event("e1"));
  expect(engine.lanes.outboxOf("1001")).toContainEqual(
    expect.objectContaining({ effect: "note_parcels", state: "pending" }),
  );
  engine.parcels.failure = null;
  engine.advance(60_000);
  await engine.drain();
  expect(engine.parcelsNoted).toEqual([NOTED]);
  expect(engine.problems.size).toBe(0);
});

test("a shop that does not answer is told later, all that happened by then", async () => {
  const { engine, bring } = await shop();
  engine.script.push(toldOfIt);
  engine.fail({ kind: "transport" });
  await bring(event("e1"));
  engine.advance(60_000);
  await engine.drain();
  expect(engine.parcelsNoted.slice(1)).toEqual([NOTED]);
});

test("an event that comes while the shop is being told is not lost", async () => {
  const { engine, bring } = await shop();
  const { shopId } = event("e1");
  engine.script.push(toldOfIt, () => {
    engine.lanes.oweFromOutside({ shopId, laneKey: "1001" }, { effect: "note_parcels", dueAt: 0, laneDueAt: 0 });
  });
  await bring(event("e1"));
  expect(engine.parcelsNoted).toHaveLength(2);
});
