import { describe, expect, test } from "vitest";
import { SHOP_A } from "../../../../test/fakes/event-for.ts";
import { sampleFacts, sampleFulfillment, sampleSnapshot } from "../order/sample-order.fixture.ts";
import { factsEvent, PARCEL_SENT, QUIET, replayedShop } from "./replayed-shop.fixture.ts";

const noteOf = (body: { order: { order_analytics: { note_attributes: { value: string }[] } } } | undefined) =>
  body?.order.order_analytics.note_attributes.map(({ value }) => value);

describe("an order that is delivered again", () => {
  test("as the core has it is read from the shop, and nothing is sent", async () => {
    const { redeliver, engine, asked } = await replayedShop();
    const before = engine.sent.length;
    const { plan, answer } = await redeliver();
    expect(plan).toMatchObject({ verdict: "nothing", reason: "unchanged", differences: [], version: 1 });
    expect([plan.parcels, plan.effects.filter(({ fate }) => fate === "left_out")]).toEqual([
      { given: 0, kept: 1 },
      [{ effect: "note_trackpage", fate: "left_out", because: "not_asked" }],
    ]);
    expect(plan.effects.filter(({ fate }) => fate === "happens").map(({ effect }) => effect)).toContain(
      "refresh_order",
    );
    expect(answer).toMatchObject({ outcome: "asked" });
    expect([engine.sent.length - before, asked]).toEqual([0, ["1001"]]);
  });

  test("is sent as the shop has it by then", async () => {
    const { redeliver, engine, shown, since } = await replayedShop();
    const before = engine.sent.length;
    shown.facts = {
      ...PARCEL_SENT,
      snapshot: sampleSnapshot({ observedAt: "2026-03-02T12:00:00+01:00", tags: ["new"] }),
    };
    await redeliver();
    expect(since(before)).toMatchObject([
      { order: { segments: expect.arrayContaining(["Shopify.tag.new"]) }, trackings: [] },
    ]);
  });

  test("with an older mapping shows what would be another one, sends just that, and no parcel again", async () => {
    const { redeliver, engine, since } = await replayedShop();
    const before = engine.sent.length;
    const { plan } = await redeliver({ mapping: 1 });
    expect(plan).toMatchObject({
      verdict: "does",
      reason: null,
      mapping: 1,
      isExact: true,
      held: { mapping: 2, parcels: 1 },
    });
    expect(plan.differences).toEqual([
      { path: 'order.order_analytics.note_attributes["it"]', before: '"second"', after: '"first"' },
    ]);
    expect(since(before).map(noteOf)).toEqual([["first"]]);
    expect(since(before)[0].trackings).toEqual([]);
  });

  test("keeps that mapping while the core is away, and what changes afterwards is sent with the published one", async () => {
    const { redeliver, engine, since, settle } = await replayedShop();
    const before = engine.sent.length;
    engine.fail({ status: 503 }, { status: 503 }, { status: 503 });
    await redeliver({ mapping: 1 });
    expect(engine.lanes.orderOf("1001")).toMatchObject({ status: "pending" });
    for (let minutes = 0; minutes < 5; minutes += 1) {
      engine.advance(60_000);
      await settle();
    }
    expect(since(before).map(noteOf).at(-1)).toEqual(["first"]);
    expect(engine.lanes.orderOf("1001")).toMatchObject({ status: "delivered" });
    const snapshot = sampleSnapshot({ observedAt: "2026-03-02T13:00:00+01:00", tags: ["later"] });
    await engine.lanes.accept([factsEvent(sampleFacts("1001", { snapshot }))]);
    await settle();
    expect(since(before).map(noteOf).at(-1)).toEqual(["second"]);
  });

  test("with the mapping it was delivered with is what the core has", async () => {
    const { plan } = await replayedShop();
    expect(await plan({ mapping: "delivered" })).toMatchObject({ verdict: "nothing", reason: "unchanged", mapping: 2 });
    expect(await plan({ mapping: 7 })).toMatchObject({ verdict: "refused", reason: "no_such_mapping" });
  });

  test("with effects goes out as if nobody had heard of it", async () => {
    const cancelled = { ...PARCEL_SENT, cancelledAt: "2026-03-02T18:00:00+01:00" };
    const { redeliver, engine, since } = await replayedShop({
      facts: [cancelled],
      inShop: cancelled,
      settings: { sendOrderCancelled: true },
    });
    const before = engine.sent.length;
    expect([engine.events.length, engine.noted.length]).toEqual([1, 1]);
    const quiet = await redeliver();
    expect(quiet.plan.effects).toEqual(
      expect.arrayContaining([
        { effect: "order_cancelled", fate: "left_out", because: "not_asked" },
        { effect: "note_trackpage", fate: "left_out", because: "not_asked" },
      ]),
    );
    expect([engine.sent.length - before, engine.events.length, engine.noted.length]).toEqual([0, 1, 1]);
    const { plan } = await redeliver({ withEffects: true });
    expect(plan).toMatchObject({ verdict: "does", parcels: { given: 1, kept: 0 } });
    expect(since(before)).toMatchObject([{ trackings: [{ tracking_number: "00340434161094042557" }] }]);
    expect([engine.events.length, engine.noted.length]).toEqual([2, 2]);
  });

  test("is not, where the books have gone on since somebody looked", async () => {
    const { plan, desk, engine, settle } = await replayedShop();
    const { version } = await plan({ mapping: 1 });
    const snapshot = sampleSnapshot({ observedAt: "2026-03-02T13:00:00+01:00", tags: ["later"] });
    // Between the wish and its turn: the worker finds it out by itself.
    const before = engine.sent.length;
    const changed = factsEvent(sampleFacts("1001", { snapshot }));
    await engine.lanes.accept([changed]);
    const answer = await desk.redeliver(SHOP_A, "1001", { ...QUIET, mapping: 1, version });
    if (answer.outcome !== "asked") throw new Error("it was not stored");
    await settle();
    expect(engine.sent.slice(before).map(({ body }) => noteOf(JSON.parse(body)))).toEqual([["second"]]);
    expect(await desk.progress(SHOP_A, "1001", answer.id)).toEqual({ state: "refused", reason: "newer_state" });
    // And before it.
    const late = await desk.redeliver(SHOP_A, "1001", { ...QUIET, mapping: 1, version });
    expect(late).toEqual({ outcome: "refused", reason: "newer_state" });
  });

  test("that the core refused is tried anew", async () => {
    const { engine, desk, plan, settle } = await replayedShop({ facts: [] });
    engine.fail(...Array(3).fill({ kind: "refusal", status: 422 }));
    await engine.lanes.accept([factsEvent(PARCEL_SENT)]);
    for (let tries = 0; tries < 4; tries += 1) {
      engine.advance(3_600_000);
      await settle();
    }
    expect(engine.lanes.orderOf("1001")).toMatchObject({ status: "failed" });
    const { version, ...planned } = await plan();
    expect(planned).toMatchObject({ verdict: "does", held: null, parcels: { given: 1, kept: 0 } });
    const answer = await desk.redeliver(SHOP_A, "1001", { ...QUIET, version });
    await settle();
    expect(engine.lanes.orderOf("1001")).toMatchObject({ status: "delivered" });
    if (answer.outcome !== "asked") throw new Error("it was refused");
    expect(await desk.progress(SHOP_A, "1001", answer.id)).toEqual({ state: "done", reason: null });
  });

  test("that waits already goes out by itself, and says what it waits for", async () => {
    const { desk, plan, redeliver } = await replayedShop({ connected: false });
    expect(await plan()).toMatchObject({ verdict: "nothing", reason: "on_its_way" });
    expect(await redeliver()).toMatchObject({ answer: { outcome: "refused", reason: "on_its_way" } });
    const { effects } = await desk.planOrder(SHOP_A, "1001", { ...QUIET, mapping: 1 });
    expect(effects).toContainEqual({ effect: "order", fate: "waits", because: "not_connected" });
  });

  test.each([
    ["is not sent at all keeps its reason", { test: true }, "test_order"],
    ["has no address keeps its reason", { shippingAddress: null }, "no_address"],
  ])("and %s", async (_, snapshot, reason) => {
    const facts = sampleFacts("1001", { snapshot: sampleSnapshot(snapshot) });
    const { redeliver, engine } = await replayedShop({ facts: [facts], inShop: facts });
    expect(await redeliver()).toMatchObject({
      plan: { verdict: "refused", reason },
      answer: { outcome: "refused", reason },
    });
    expect(engine.sent).toEqual([]);
  });

  test("of which nothing is known is none", async () => {
    const { desk } = await replayedShop();
    expect(await desk.planOrder(SHOP_A, "404", QUIET)).toMatchObject({ verdict: "refused", reason: "not_in_books" });
  });
});

test("what comes by itself in the same moment is not kept quiet", async () => {
  const { desk, plan, engine, settle } = await replayedShop({ settings: { sendOrderCancelled: true } });
  const { version } = await plan();
  await desk.redeliver(SHOP_A, "1001", { ...QUIET, version });
  const cancelled = {
    ...PARCEL_SENT,
    snapshot: sampleSnapshot({ observedAt: "2026-03-02T18:00:00+01:00" }),
    cancelledAt: "2026-03-02T18:00:00+01:00",
  };
  await engine.lanes.accept([factsEvent(cancelled)]);
  await settle();
  expect(engine.events).toMatchObject([{ name: "ORDER_CANCELLED" }]);
});

test("a parcel that changed is not told again unless that is asked for, and one that the core lacks is", async () => {
  const { desk, engine, settle, since, shown } = await replayedShop();
  const second = sampleFulfillment({
    id: "702",
    parcels: [{ trackingNumber: "00340434161094042558", trackingUrl: "https://example.com/2" }],
  });
  const renamed = sampleFulfillment({ carrier: "GLS", observedAt: "2026-03-02T11:00:00+01:00" });
  const now = { ...PARCEL_SENT, fulfillments: [renamed, second] };
  shown.facts = now;
  const record = engine.lanes.stored().find(({ laneKey }) => laneKey === "1001");
  if (record?.order == null) throw new Error("the order is not there");
  // As after a change of what a parcel is told with.
  record.order = { ...record.order, order: now };
  const plan = await desk.planOrder(SHOP_A, "1001", QUIET);
  expect(plan).toMatchObject({ verdict: "does", parcels: { given: 1, kept: 1 } });
  const before = engine.sent.length;
  await desk.redeliver(SHOP_A, "1001", { ...QUIET, version: plan.version });
  await settle();
  expect(since(before)[0].trackings).toMatchObject([{ tracking_number: "00340434161094042558" }]);
});
