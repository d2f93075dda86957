import { describe, expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { documentOf, PROPERTY } from "../mapping/mapping.fixture.ts";
import type { OrderFacts } from "../order/order.ts";
import { sampleFacts, sampleFulfillment, sampleSnapshot } from "../order/sample-order.fixture.ts";
import { runTurn } from "./run-turn.ts";

const HOUR = 3_600_000;

function event(facts: OrderFacts | string, id?: string) {
  const body = Buffer.from(typeof facts === "string" ? facts : JSON.stringify(facts));
  return eventFor("1", id === undefined ? { body } : { body, id });
}

describe("a turn", () => {
  test("sends a new order once, and nothing when the same event comes again under another delivery id", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event(sampleFacts("1"))]);
    await engine.drain();
    await engine.lanes.accept([event(sampleFacts("1"))]);
    await engine.drain();
    expect(engine.sent).toHaveLength(1);
    expect(JSON.parse(engine.sent[0]?.body ?? "")).toMatchObject({ id: "1", id_type: "external_id", trackings: [] });
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered", reason: null, version: 1 });
  });

  test("a fulfillment without its order waits, and is sent whole as soon as the order comes", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event(sampleFacts("1", { fulfillments: [sampleFulfillment()] }))]);
    await engine.drain();
    expect(engine.sent).toEqual([]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "skipped", reason: "awaiting_order" });
    await engine.lanes.accept([event(sampleFacts("1"))]);
    await engine.drain();
    expect(JSON.parse(engine.sent[0]?.body ?? "").trackings).toHaveLength(1);
  });

  test("ten updates during an outage are one write", async () => {
    const engine = createTestEngine();
    engine.fail({ status: 503 });
    for (let minute = 10; minute < 20; minute += 1) {
      const snapshot = sampleSnapshot({ observedAt: `2026-03-01T10:${minute}:00+01:00`, tags: [`t${minute}`] });
      await engine.lanes.accept([event(sampleFacts("1", { snapshot }))]);
      await engine.drain();
    }
    engine.advance(2_000);
    await engine.drain();
    expect(engine.sent).toHaveLength(2);
    expect(engine.sent[1]?.body).toContain("Shopify.tag.t19");
  });

  test("an event that cannot be used is quarantined with its reason and does not hold up its order", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event("nonsense"), event(sampleFacts("1"))]);
    await engine.drain();
    expect(engine.lanes.eventsOf("1")).toMatchObject([
      { state: "quarantined", reason: "not_an_object" },
      { state: "done", reason: null },
    ]);
    expect(engine.sent).toHaveLength(1);
    expect(engine.problems).toContain("events_quarantined");
  });

  test("the same delivery id with another body is quarantined", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event(sampleFacts("1"), "key")]);
    await engine.lanes.accept([
      event(sampleFacts("1", { snapshot: sampleSnapshot({ observedAt: "2027-01-01T00:00:00Z" }) }), "key"),
    ]);
    await engine.drain();
    expect(engine.lanes.eventsOf("1").map(({ reason }) => reason)).toEqual([null, "same_key_other_body"]);
  });

  test("an event whose processing throws is retried five times with its order waiting, then quarantined", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event("boom"), event(sampleFacts("1"))]);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(engine.sent).toEqual([]);
      await engine.drain();
      engine.advance(HOUR);
    }
    expect(engine.errors).toHaveLength(5);
    expect(engine.lanes.eventsOf("1")[0]).toMatchObject({ state: "quarantined", reason: "failed_to_process" });
    expect(engine.sent).toHaveLength(1);
  });

  test("an event that was held while three processes died is poison", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event(sampleFacts("1"))]);
    for (let deaths = 0; deaths < 3; deaths += 1) {
      const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
      if (turn) await engine.lanes.hold(turn.lease, turn.events.length);
      engine.advance(30_000);
    }
    await engine.drain();
    expect(engine.lanes.eventsOf("1")).toMatchObject([{ state: "quarantined", reason: "poison", deaths: 3 }]);
  });

  test("a process that dies after the core's answer sends the same again and changes nothing", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event(sampleFacts("1"))]);
    engine.failpoints.at = "after_core_answer";
    engine.deps.readFailure = (error) => {
      throw error;
    };
    await expect(engine.drain()).rejects.toThrow("died after_core_answer");
    engine.failpoints.at = null;
    engine.advance(30_000);
    await engine.drain();
    expect(engine.sent).toHaveLength(2);
    expect(engine.sent[1]).toEqual(engine.sent[0]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
  });

  test("a process that was asleep while another took over sends nothing stale for good: the order goes out again", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event(sampleFacts("1"))]);
    const [zombie] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (!zombie) throw new Error("no lane was due");
    const snapshot = sampleSnapshot({ observedAt: "2026-03-02T10:00:00+01:00", tags: ["newer"] });
    let slept = false;
    const karlaFor = engine.deps.karlaFor;
    engine.deps.karlaFor = (connection) => ({
      ...karlaFor(connection),
      async upsertOrder(body) {
        if (!slept) {
          slept = true;
          // Here it falls asleep for longer than its lease; another worker delivers a newer version.
          engine.advance(30_001);
          await engine.lanes.accept([event(sampleFacts("1", { snapshot }))]);
          await engine.drain();
        }
        return karlaFor(connection).upsertOrder(body, "1");
      },
    });
    expect(await runTurn(zombie, engine.deps)).toBe("lease_lost");
    await engine.drain();
    expect(engine.sent.map(({ body }) => body.includes("Shopify.tag.newer"))).toEqual([true, false, true]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
  });

  test("does not call when the database held it up for so long that the call could outlive the lease", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event(sampleFacts("1"))]);
    const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    engine.deps.lanes = {
      ...engine.lanes,
      async begin(...args) {
        engine.advance(29_000);
        return engine.lanes.begin(...args);
      },
    };
    if (turn) await runTurn(turn, engine.deps);
    expect(engine.sent).toEqual([]);
    expect(engine.lanes.outboxOf("1")).toMatchObject([{ state: "pending", started: 1, finished: 1 }]);
  });

  test("does not begin a call that could outlive the lease", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([event(sampleFacts("1"))]);
    engine.deps.callTimeoutMs = 60_000;
    const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (turn) await runTurn(turn, engine.deps);
    expect(engine.sent).toEqual([]);
    expect(engine.lanes.outboxOf("1")).toMatchObject([{ state: "pending", started: 0 }]);
  });

  test("does not begin one either when asking whether the core syncs the shop took too long", async () => {
    const engine = createTestEngine({ coreSync: "unchecked" });
    await engine.lanes.accept([event(sampleFacts("1"))]);
    engine.deps.coreSyncs = async () => {
      engine.advance(16_000);
      return false;
    };
    const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (turn) await runTurn(turn, engine.deps);
    expect(engine.sent).toEqual([]);
    expect(engine.lanes.outboxOf("1")).toMatchObject([{ state: "pending", started: 1, finished: 1 }]);
    await engine.drain();
    expect(engine.sent).toHaveLength(1);
  });
});

describe("skips", () => {
  test("an order that is not sent says why, and what was owed for it is withdrawn", async () => {
    const engine = createTestEngine();
    engine.fail({ status: 503 });
    await engine.lanes.accept([event(sampleFacts("1"))]);
    await engine.drain();
    const cancelled = {
      snapshot: sampleSnapshot({ observedAt: "2026-03-01T11:00:00+01:00" }),
      cancelledAt: "2026-03-01T11:00:00+01:00",
    };
    await engine.lanes.accept([event(sampleFacts("1", cancelled))]);
    await engine.drain();
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "skipped", reason: "cancelled_before_shipping" });
    expect(engine.lanes.outboxOf("1")).toEqual([]);
  });

  test("a cancellation after shipping is posted to the shipments once, where the merchant wants it", async () => {
    const engine = createTestEngine({ settings: { sendOrderCancelled: true } });
    const cancelledAt = "2026-03-05T10:00:00+01:00";
    const shipped = { snapshot: sampleSnapshot(), fulfillments: [sampleFulfillment()] };
    await engine.lanes.accept([event(sampleFacts("1", shipped))]);
    await engine.drain();
    for (const observedAt of ["2026-03-05T10:00:00+01:00", "2026-03-05T10:00:01+01:00"]) {
      await engine.lanes.accept([
        event(sampleFacts("1", { snapshot: sampleSnapshot({ observedAt, tags: [observedAt] }), cancelledAt })),
      ]);
      await engine.drain();
    }
    expect(engine.events).toEqual([
      { shipment: "shipment-1", name: "ORDER_CANCELLED", at: cancelledAt, externalId: "1:cancelled" },
    ]);
  });

  test("a cancellation that the core does not take leaves the order delivered", async () => {
    const engine = createTestEngine({ settings: { sendOrderCancelled: true } });
    engine.failCancellations({ status: 422 });
    const cancelledAt = "2026-03-05T10:00:00+01:00";
    const cancelled = { snapshot: sampleSnapshot(), fulfillments: [sampleFulfillment()], cancelledAt };
    await engine.lanes.accept([event(sampleFacts("1", cancelled))]);
    for (let tries = 0; tries < 4; tries += 1) {
      await engine.drain();
      engine.advance(HOUR);
    }
    expect(engine.lanes.outboxOf("1")).toMatchObject([
      { state: "delivered" },
      { effect: "order_cancelled", state: "dead" },
    ]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered", reason: null });
  });
});

describe("a turn of a shop with a mapping", () => {
  const source = { from: "note_attribute", name: "Geschenk" };
  const document = documentOf({ source, target: { path: PROPERTY, name: "gift" } });
  const snapshot = sampleSnapshot({ noteAttributes: [{ name: "Geschenk", value: "ja" }] });

  test("sends what the mapping makes of the order, and nothing again while neither changes", async () => {
    const engine = createTestEngine({ mapping: { version: 1, document } });
    for (const id of ["a", "b"]) {
      await engine.lanes.accept([event(sampleFacts("1", { snapshot }), id)]);
      await engine.drain();
    }
    expect(engine.sent).toHaveLength(1);
    expect(JSON.parse(engine.sent[0]?.body ?? "").order.order_analytics.note_attributes).toEqual([
      { name: "Geschenk", value: "ja" },
      { name: "gift", value: "ja" },
    ]);
  });
});
