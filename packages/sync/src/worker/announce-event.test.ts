import { describe, expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { claimEvent, receivedKarlaEvent, shipmentEvent } from "../announce/karla-event.fixture.ts";
import type { CallFailure } from "../pipeline/judge-failure.ts";
import { runTurn } from "./run-turn.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const LANE = receivedKarlaEvent(shipmentEvent).laneKey;

/** A shop that hears of events; `bring` puts them into the inbox and lets the worker run. */
function hearing(settings: { historicalCutoff?: string } = {}) {
  const engine = createTestEngine({ tells: true, settings });
  const pass = async (ms: number, stepMs = ms) => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      engine.advance(stepMs);
      await engine.drain();
    }
  };
  const bring = async (...events: object[]) => {
    await engine.lanes.accept(events.map((event) => receivedKarlaEvent(event)));
    await engine.drain();
  };
  return { engine, bring, pass };
}

describe("what Karla knows", () => {
  test("is told to the shop, each event in a lane of its own", async () => {
    const { engine, bring } = hearing();
    await bring(shipmentEvent, claimEvent);
    expect(engine.told.map(({ group, orderId, customerId }) => [group, orderId, customerId])).toEqual([
      ["shipment_out_for_delivery", "1001", "7"],
      ["claim_created", "1001", "7"],
    ]);
    expect(engine.lanes.outboxOf(LANE)).toMatchObject([{ effect: "announce", state: "delivered" }]);
    expect(engine.lanes.orderOf(LANE)).toBeNull();
    expect(engine.sent).toEqual([]);
  });

  test("is told once, however often it comes, also with other words", async () => {
    const { engine, bring, pass } = hearing();
    await bring(shipmentEvent, shipmentEvent);
    await bring(shipmentEvent);
    await bring({ ...shipmentEvent, triggered_at: "2026-03-03T00:00:01Z" });
    await pass(HOUR);
    expect(engine.told).toHaveLength(1);
    expect(engine.lanes.eventsOf(LANE)).toMatchObject([
      { state: "done" },
      { state: "quarantined", reason: "same_key_other_body" },
    ]);
  });

  test("is kept and told to nobody where it cannot be used", async () => {
    const { engine, bring } = hearing();
    const unusable = { ...shipmentEvent, context: null };
    await bring(unusable);
    expect(engine.told).toEqual([]);
    expect(engine.lanes.eventsOf(receivedKarlaEvent(unusable).laneKey)).toMatchObject([
      { state: "quarantined", reason: "unreadable_event" },
    ]);
    expect(engine.problems).toContain("events_quarantined");
  });

  test("is told to nobody, and is no trouble, where it is a claim about no parcel", async () => {
    const { engine, bring } = hearing();
    const claim = { ...claimEvent, context: { shipments: [], claims: [] } };
    await bring(claim);
    expect([engine.told, [...engine.problems]]).toEqual([[], []]);
    expect(engine.lanes.eventsOf(receivedKarlaEvent(claim).laneKey)).toMatchObject([
      { state: "done", reason: "claim_without_order" },
    ]);
  });

  test("is not believed in the lane of an order", async () => {
    const { engine } = hearing();
    await engine.lanes.accept([{ ...receivedKarlaEvent(shipmentEvent), laneKey: "1001" }]);
    await engine.drain();
    expect(engine.told).toEqual([]);
    expect(engine.lanes.eventsOf("1001")).toMatchObject([{ state: "quarantined", reason: "lane_mismatch" }]);
  });

  test("is told to nobody once the app is not installed any more", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([receivedKarlaEvent(shipmentEvent)]);
    await engine.drain();
    expect(engine.lanes.outboxOf(LANE)).toEqual([]);
  });

  test.each(["no_such_order", "nobody_listens"] as const)("is over where the shop says %s", async (why) => {
    const { engine, bring, pass } = hearing();
    engine.announced.answer = { outcome: "not_announced", why };
    await bring(shipmentEvent);
    await pass(HOUR);
    expect(engine.told).toHaveLength(1);
    expect(engine.lanes.outboxOf(LANE)).toEqual([]);
    expect(engine.problems.size).toBe(0);
  });
});

describe("the cutoff keeps back what another system tells", () => {
  test.each([
    ["an order from before it", "2026-03-01T10:00:01+01:00", 0],
    ["an order of that very moment", "2026-03-01T09:00:00Z", 1],
    ["an order from after it", "2026-03-01T09:59:59+01:00", 1],
  ])("%s", async (_, historicalCutoff, times) => {
    const { engine, bring } = hearing({ historicalCutoff });
    await bring(shipmentEvent);
    expect(engine.told).toHaveLength(times);
  });

  test("an order of which the event does not say when it was placed is before every cutoff", async () => {
    const { engine, bring } = hearing({ historicalCutoff: "2020-01-01T00:00:00Z" });
    const { context } = shipmentEvent;
    await bring({ ...shipmentEvent, context: { ...context, order: { external_id: "1001" } } });
    expect(engine.told).toEqual([]);
  });
});

describe("at most once: the shop is called again", () => {
  test.each<[string, Partial<CallFailure>]>([
    ["where the connection was refused", { kind: "transport", reached: false }],
    ["where it asked to wait", { status: 429, retryAfterMs: SECOND }],
    ["where it did not take our credentials", { status: 401, credentials: true }],
    ["where it refused, as a version may that is being updated", { status: 422 }],
  ])("%s", async (_, failure) => {
    const { engine, bring, pass } = hearing();
    engine.fail(failure);
    await bring(shipmentEvent);
    await pass(10 * 60 * SECOND, 30 * SECOND);
    expect(engine.told).toHaveLength(2);
    expect(engine.lanes.outboxOf(LANE)).toMatchObject([{ state: "delivered" }]);
  });
});

describe("at most once: the shop is not called again, and the merchant sees it", () => {
  test.each<[string, Partial<CallFailure>]>([
    ["where no answer came", { kind: "transport" }],
    ["where it broke off", { kind: "transport", reached: true }],
    ["where it answered 500", { status: 500 }],
    ["where it refused after it had begun, as a flow of several steps may", { status: 422, reached: true }],
    ["where its answer cannot be read", { kind: "contract" }],
    ["where we do not know ourselves what went wrong", { kind: "unexpected" }],
  ])("%s", async (_, failure) => {
    const { engine, bring, pass } = hearing();
    engine.fail(failure);
    await bring(shipmentEvent);
    await pass(3 * HOUR, HOUR);
    expect(engine.told).toHaveLength(1);
    expect(engine.lanes.outboxOf(LANE)).toMatchObject([{ state: "dead" }]);
    expect(engine.problems).toEqual(new Set(["announcement_unclear"]));
  });

  test.each(["before_call", "after_core_answer", "before_settle"] as const)(
    "where the process died (%s)",
    async (place) => {
      const { engine, bring, pass } = hearing();
      engine.failpoints.at = place;
      await expect(bring(shipmentEvent)).rejects.toThrow("died");
      engine.failpoints.at = null;
      const told = engine.told.length;
      await pass(30 * SECOND);
      await pass(HOUR);
      expect(engine.told).toHaveLength(told);
      expect(engine.lanes.outboxOf(LANE)).toMatchObject([{ state: "dead", started: 1, finished: 1 }]);
      expect(engine.problems).toContain("announcement_unclear");
    },
  );

  test("where a worker slept through its lease in the middle of the call", async () => {
    const { engine } = hearing();
    const { announcer } = engine.deps;
    if (announcer === null) throw new Error("nobody to tell");
    const slept = Promise.withResolvers<void>();
    const { announce } = announcer;
    announcer.announce = async (...call) => {
      await slept.promise;
      return announce(...call);
    };
    await engine.lanes.accept([receivedKarlaEvent(shipmentEvent)]);
    const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (turn === undefined) throw new Error("no lane was due");
    const sleeper = runTurn(turn, engine.deps);
    await new Promise(setImmediate);
    engine.advance(30 * SECOND);
    await engine.drain();
    slept.resolve();
    expect(await sleeper).toBe("lease_lost");
    expect(engine.told).toHaveLength(1);
    expect(engine.lanes.outboxOf(LANE)).toMatchObject([{ state: "dead" }]);
  });
});

test("what could not be told for a day is not told any more, and proves nothing of the way to the shop", async () => {
  const { engine, bring, pass } = hearing();
  engine.fail(...Array.from({ length: 500 }, () => ({ kind: "transport" as const, reached: false })));
  const events = Array.from({ length: 6 }, (_, n) => ({
    ...shipmentEvent,
    event_data: { ...shipmentEvent.event_data, event_id: `event-${n}` },
  }));
  await bring(...events);
  await pass(24 * HOUR, 60 * SECOND);
  expect(engine.problems).toContain("shop_unreachable");
  const tries = engine.told.length;
  engine.script.length = 0;
  await pass(2 * HOUR, 60 * SECOND);
  expect(engine.told).toHaveLength(tries);
  expect(engine.problems).toContain("shop_unreachable");
  expect(engine.lanes.outboxOf(receivedKarlaEvent(events[0] ?? {}).laneKey)).toEqual([]);
});
