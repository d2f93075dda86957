import { expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { receivedKarlaEvent, shipmentEvent } from "../announce/karla-event.fixture.ts";
import { sampleFacts, sampleFulfillment, sampleSnapshot } from "../order/sample-order.fixture.ts";

const FACTS = sampleFacts("1001", { snapshot: sampleSnapshot(), fulfillments: [sampleFulfillment()] });
const order = () => eventFor("1001", { body: Buffer.from(JSON.stringify(FACTS)) });
const wish = (text: "send again" | "mute", laneKey = "1001") => eventFor(laneKey, { body: Buffer.from(text) });

/** A shop of which the order 1001 is known, or not. */
async function shop({ isKnown = true } = {}) {
  const asked: string[] = [];
  const engine = createTestEngine({
    tells: true,
    reader: {
      async read(_, orderId) {
        asked.push(orderId);
        return { outcome: "order", event: order() };
      },
    },
  });
  if (isKnown) await engine.lanes.accept([order()]);
  await engine.drain();
  const settle = async () => {
    await engine.drain();
    engine.advance(5_000);
    await engine.drain();
  };
  await settle();
  return {
    engine,
    asked,
    async bring(...events: Parameters<typeof engine.lanes.accept>[0]) {
      await engine.lanes.accept(events);
      await settle();
    },
  };
}

test("an order that somebody wants sent again goes out once more, and is read: its parcels are not told again", async () => {
  const { engine, asked, bring } = await shop();
  const [first] = engine.sent;
  await bring(wish("send again"));
  expect([engine.sent.length, asked]).toEqual([2, ["1001"]]);
  const again = JSON.parse(engine.sent[1]?.body ?? "");
  expect(JSON.parse(first?.body ?? "").trackings).not.toEqual([]);
  expect(again).toEqual({ ...JSON.parse(first?.body ?? ""), trackings: [] });
  expect(engine.lanes.orderOf("1001")).toMatchObject({ status: "delivered" });
});

test("of an order that is not in our books it is the first that is heard: it is read and sent", async () => {
  const { engine, asked, bring } = await shop({ isKnown: false });
  await bring(wish("send again"));
  expect([engine.sent.length, asked]).toEqual([1, ["1001"]]);
});

test("a wish that is in another order's lane is none", async () => {
  const { engine, bring } = await shop();
  await bring(wish("send again", "7"), wish("mute", "7"));
  expect(engine.sent).toHaveLength(1);
  expect(engine.lanes.eventsOf("7")).toMatchObject(Array(2).fill({ state: "quarantined", reason: "lane_mismatch" }));
});

test("of a muted order the shop is told nothing more, and is of others", async () => {
  const { engine, bring } = await shop();
  engine.parcels.known = [
    { trackingNumber: "1", events: [{ name: "X", phase: "delivered", at: "2026-03-03T00:00:00Z" }] },
  ];
  const pendingOf = (laneKey: string) => engine.lanes.outboxOf(laneKey).filter(({ state }) => state === "pending");
  await bring(wish("mute"));
  await bring(receivedKarlaEvent(shipmentEvent));
  expect([engine.told, engine.parcelsNoted]).toEqual([[], []]);
  // Nor is it owed any more.
  expect([receivedKarlaEvent(shipmentEvent).laneKey, "1001"].flatMap((laneKey) => pendingOf(laneKey))).toEqual([]);
  const other = { ...shipmentEvent.context, order: { ...shipmentEvent.context.order, external_id: "1002" } };
  await bring(
    receivedKarlaEvent({
      ...shipmentEvent,
      event_data: { ...shipmentEvent.event_data, event_id: "e2" },
      context: other,
    }),
  );
  expect(engine.told).toHaveLength(1);
});
