import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventFor, SHOP_A } from "../../../../test/fakes/event-for.ts";
import { receivedKarlaEvent, shipmentEvent } from "../announce/karla-event.fixture.ts";
import { orderLife } from "../order/order-life.fixture.ts";
import { sampleFacts, sampleSnapshot } from "../order/sample-order.fixture.ts";
import { PARCEL_SENT, QUIET, replayedShop } from "./replayed-shop.fixture.ts";

/** Another event than the platform's own, used. */
async function withEvent(event: ReturnType<typeof eventFor>) {
  const shop = await replayedShop({ settings: { sendOrderCancelled: true } });
  shop.engine.parcels.known = [
    { trackingNumber: "1", events: [{ name: "X", phase: "delivered", at: "2026-03-03T00:00:00Z" }] },
  ];
  await shop.engine.lanes.accept([event]);
  await shop.settle();
  return { ...shop, id: event.eventKey.toString("hex") };
}

describe("an event that is replayed", () => {
  test("says what is known: nothing is done, by its key and by its delivery id", async () => {
    const { replay, engine } = await replayedShop();
    const before = engine.sent.length;
    const { plan, answer } = await replay("event-0");
    expect(plan).toMatchObject({
      orderId: "1001",
      name: "#1001",
      verdict: "nothing",
      reason: "unchanged",
      effects: [],
    });
    expect(answer).toEqual({ outcome: "refused", reason: "unchanged" });
    expect(engine.sent.length).toBe(before);
  });

  test("does not overwrite what is newer", async () => {
    const older = sampleFacts("1001", { snapshot: sampleSnapshot({ observedAt: "2026-02-01T10:00:00+01:00" }) });
    const { plan, answer } = await (await replayedShop({ facts: [older, PARCEL_SENT] })).replay("event-0");
    expect(plan).toMatchObject({ verdict: "refused", reason: "newer_state" });
    expect(answer).toEqual({ outcome: "refused", reason: "newer_state" });
  });

  test("that could not be used before and can be now is used, and nobody but the core hears of it", async () => {
    const cancelled = { ...PARCEL_SENT, cancelledAt: "2026-03-02T18:00:00+01:00" };
    const event = eventFor("1001", { body: Buffer.from("not yet understood") });
    const { engine, desk, replay, id, settle, since } = await withEvent(event);
    expect(await desk.planEvent(SHOP_A, id, QUIET)).toMatchObject({ verdict: "refused", reason: "not_an_object" });
    const { normalise } = engine.deps;
    // As after an update of ours.
    normalise.shopify = () => ({
      outcome: "facts",
      facts: { ...cancelled, snapshot: sampleSnapshot({ observedAt: "2026-03-02T18:00:00+01:00", tags: ["read"] }) },
    });
    engine.deps.shops.view = async () => ({ ...(await engine.deps.shops.viewNow(SHOP_A)) });
    const before = engine.sent.length;
    const { plan } = await replay(id);
    await settle();
    expect(plan).toMatchObject({ verdict: "does", parcels: { given: 0, kept: 0 } });
    expect(plan.differences).toContainEqual({ path: "order.segments", before: "[]", after: '["Shopify.tag.read"]' });
    expect(since(before)).toMatchObject([{ order: { segments: ["Shopify.tag.read"] }, trackings: [] }]);
    expect(engine.events).toEqual([]);
  });

  test.each([
    ["that waits for its first turn is left alone", "event_pending"],
    ["that nobody knows is none", "no_such_event"],
  ])("%s", async (_, reason) => {
    const { engine, desk } = await replayedShop();
    const event = eventFor("1001", { id: "waits" });
    if (reason === "event_pending") await engine.lanes.accept([event]);
    expect(await desk.planEvent(SHOP_A, "waits", QUIET)).toMatchObject({ verdict: "refused", reason });
  });

  test("of Karla's tells the shop nothing unless that is asked for, and then once more", async () => {
    const { engine, replay, id } = await withEvent(receivedKarlaEvent(shipmentEvent));
    const told = () => [engine.told.length, engine.parcelsNoted.length];
    expect(told()).toEqual([1, 1]);
    const quiet = await replay(id);
    expect(quiet.plan).toMatchObject({
      verdict: "nothing",
      reason: "no_order",
      effects: [
        { effect: "announce", fate: "left_out", because: "not_asked" },
        { effect: "note_parcels", fate: "left_out", because: "not_asked" },
      ],
    });
    expect([quiet.answer.outcome, ...told()]).toEqual(["refused", 1, 1]);
    const loud = await replay(id, { withEffects: true });
    expect(loud.plan).toMatchObject({ verdict: "does", effects: [{ fate: "happens" }, { fate: "happens" }] });
    expect(told()).toEqual([2, 2]);
  });

  test("whose time is over while somebody asks for it is refused with that", async () => {
    const { desk, replays, replay, id } = await withEvent(receivedKarlaEvent(shipmentEvent));
    const { laneKey = "" } = (await replays.event(SHOP_A, id)) ?? {};
    replays.again = async () => {
      replays.event = async () => ({ event: null, laneKey, state: "done" });
      return false;
    };
    expect((await replay(id, { withEffects: true })).answer).toEqual({ outcome: "refused", reason: "event_gone" });
    expect(await desk.planEvent(SHOP_A, id, QUIET)).toMatchObject({ verdict: "refused", reason: "event_gone" });
  });

  test("of Karla's whose order is muted, or that is a day old, is not told though that is asked for", async () => {
    const { engine, desk, id } = await withEvent(receivedKarlaEvent(shipmentEvent));
    const because = async () => {
      const { effects } = await desk.planEvent(SHOP_A, id, { ...QUIET, withEffects: true });
      return effects.map((effect) => [effect.fate, effect.because]);
    };
    await engine.deps.muted.mute(SHOP_A, "1001");
    expect(await because()).toEqual(Array(2).fill(["left_out", "muted"]));
    engine.advance(25 * 3_600_000);
    expect(await because()).toEqual(Array(2).fill(["left_out", "too_old_to_announce"]));
  });

  test("of Karla's of which nobody knows whether the shop was told is not told again", async () => {
    const { engine, replay, id } = await withEvent(receivedKarlaEvent(shipmentEvent));
    const lane = engine.lanes.stored().find(({ laneKey }) => laneKey.startsWith("karla/"));
    const announce = lane?.outbox.get("announce");
    if (announce === undefined) throw new Error("it was not told");
    announce.state = "dead";
    await replay(id, { withEffects: true });
    expect(engine.told).toHaveLength(1);
  });

  test("that muted an order does not mute it again unless that is asked for", async () => {
    const { engine, replay, id } = await withEvent(eventFor("1001", { body: Buffer.from("mute") }));
    await engine.deps.muted.unmute(SHOP_A, "1001");
    const { plan } = await replay(id);
    expect(plan.effects).toEqual([{ effect: "mute", fate: "left_out", because: "not_asked" }]);
    expect(await engine.deps.muted.isMuted(SHOP_A, "1001")).toBe(false);
    await replay(id, { withEffects: true });
    expect(await engine.deps.muted.isMuted(SHOP_A, "1001")).toBe(true);
  });
});

test("whichever delivered events are replayed, in whatever order, the core has what it had and is told nothing", async () => {
  const life = orderLife({ secondsApart: 7, cancelled: true, secondParcel: true }).map(({ facts }) => ({
    ...facts,
    id: "1001",
  }));
  const events = life.map((_, index) => `event-${index}`);
  const order = fc.array(fc.constantFrom(...events), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(order, fc.boolean(), async (chosen, withEffects) => {
      const settings = { sendOrderCancelled: true };
      const { engine, desk, runAgain } = await replayedShop({ facts: life, settings });
      const held = () => [engine.lanes.orderOf("1001"), engine.sent.length, engine.events.length, engine.noted.length];
      const before = held();
      for (const id of chosen) {
        const { reason } = await desk.planEvent(SHOP_A, id, { ...QUIET, withEffects });
        expect(["unchanged", "newer_state"]).toContain(reason);
        // The desk would refuse it: whatever gets it into the lane, the worker finds the same.
        await runAgain(id, { withEffects });
      }
      expect(held()).toEqual(before);
    }),
    { numRuns: 30 },
  );
});
