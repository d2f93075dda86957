import { expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import type { OrderSnapshot } from "../order/order.ts";
import { sampleFacts, sampleSnapshot } from "../order/sample-order.fixture.ts";

const MINUTE = 60_000;
const LATER = "2026-03-02T00:00:00Z";
const PAGE = { orderId: "1", url: "https://track.example.com/1?token=secret" };

const order = (changes: Partial<OrderSnapshot> = {}) =>
  eventFor("1", { body: Buffer.from(JSON.stringify(sampleFacts("1", { snapshot: sampleSnapshot(changes) }))) });

function shop(options: Parameters<typeof createTestEngine>[0] = { tells: true }) {
  const engine = createTestEngine(options);
  const bring = async (event: ReturnType<typeof order>, ms = 2_000) => {
    await engine.lanes.accept([event]);
    await engine.drain();
    engine.advance(ms);
    await engine.drain();
  };
  return { engine, bring };
}

test("the address of the tracking page is written to an order once, after the core has it", async () => {
  const { engine, bring } = shop();
  await bring(order(), 1_999);
  expect(engine.sent).toHaveLength(1);
  expect(engine.trackpages.asked).toEqual([]);
  engine.advance(1);
  await engine.drain();
  expect(engine.noted).toEqual([PAGE]);
  await bring(order({ tags: ["new"], observedAt: LATER }));
  expect(engine.sent).toHaveLength(2);
  expect(engine.noted).toEqual([PAGE]);
});

test("what follows an order lets others go first for three times as long as it waited in a queue, and for five minutes at most", async () => {
  const { engine } = shop();
  await engine.lanes.accept([order()]);
  engine.advance(13_000);
  await engine.drain();
  expect(engine.sent).toHaveLength(1);
  engine.advance(10_999);
  await engine.drain();
  expect(engine.noted).toEqual([]);
  engine.advance(1);
  await engine.drain();
  expect(engine.noted).toEqual([PAGE]);

  const other = shop();
  await other.engine.lanes.accept([order()]);
  other.engine.advance(3_600_000);
  await other.bring(eventFor("2"), 302_000);
  expect(other.engine.noted).toEqual([PAGE]);
});

test("nothing is written where the platform cannot be told anything", async () => {
  const { engine, bring } = shop({ reader: {} });
  await bring(order());
  expect(engine.trackpages.asked).toEqual([]);
  expect(engine.lanes.outboxOf("1")).not.toContainEqual(expect.objectContaining({ effect: "note_trackpage" }));
});

test("an order that arrives late has its page in the turn that brings it", async () => {
  const { engine, bring } = shop();
  engine.fail({ status: 429, retryAfterMs: 700_000 });
  await bring(order());
  for (let seconds = 0; engine.lanes.orderOf("1")?.status !== "delivered"; seconds += 1) {
    expect(seconds).toBeLessThan(3_600);
    engine.advance(1_000);
    await engine.drain();
  }
  expect(engine.noted).toEqual([PAGE]);
});

test("of a shop in which the app is not installed no order waits for its page", async () => {
  const { engine, bring } = shop();
  const { shopId } = order();
  Object.assign(await engine.deps.shops.viewNow(shopId), { readsOrders: false });
  engine.fail({ status: 503 });
  await bring(order());
  expect(engine.lanes.outboxOf("1").map(({ effect }) => effect)).toEqual(["order"]);
});

test("an order that the core does not have yet is waited for", async () => {
  const { engine, bring } = shop();
  engine.fail({ status: 503 }, { status: 503 }, { status: 503 });
  await bring(order());
  expect(engine.trackpages.asked).toEqual([]);
  for (let minutes = 0; minutes < 12; minutes += 1) {
    engine.advance(MINUTE);
    await engine.drain();
  }
  expect(engine.noted).toEqual([PAGE]);
});

test("an order that is not sent has no page, and what was owed for it is taken back", async () => {
  const { engine, bring } = shop();
  await engine.lanes.accept([order()]);
  await engine.drain();
  await bring(order({ test: true, observedAt: LATER }));
  expect(engine.trackpages.asked).toEqual([]);
  expect(engine.lanes.outboxOf("1")).toMatchObject([{ effect: "order" }]);
});

test("a core that gives no address holds nothing up and is asked again when the order changes", async () => {
  const { engine, bring } = shop();
  engine.trackpages.failure = { status: 404 };
  await bring(order());
  expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
  expect(engine.problems.size).toBe(0);
  engine.trackpages.failure = null;
  await bring(order({ tags: ["new"], observedAt: LATER }));
  expect(engine.trackpages.asked).toEqual(["1", "1"]);
  expect(engine.noted).toEqual([PAGE]);
});

test("a shop that does not answer is asked again, and orders go on meanwhile", async () => {
  const { engine, bring } = shop();
  await engine.lanes.accept([order()]);
  await engine.drain();
  engine.fail({ kind: "transport" });
  engine.advance(2_000);
  await engine.drain();
  await bring(order({ tags: ["new"], observedAt: LATER }));
  expect(engine.sent).toHaveLength(2);
  expect(engine.noted).toEqual([PAGE, PAGE]);
  expect(engine.lanes.outboxOf("1")).toContainEqual(
    expect.objectContaining({ effect: "note_trackpage", state: "delivered" }),
  );
});
