import { describe, expect, test } from "vitest";
import { createTestEngine, PlayedFailure } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { type OrderSnapshot, unknownOrder } from "../order/order.ts";
import type { Pictures } from "../order/picture.ts";
import { sampleFacts, sampleLine, sampleSnapshot } from "../order/sample-order.fixture.ts";

const SOON = 2_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BLUE = "https://cdn.example.com/blue.jpg";
const RED = "https://cdn.example.com/red.jpg";

const order = (id: string, changes: Partial<OrderSnapshot> = {}, pictures: Pictures = {}) =>
  eventFor(id, { body: bodyOf({ ...sampleFacts(id, { snapshot: sampleSnapshot(changes) }), pictures }) });
const bodyOf = (facts: object) => Buffer.from(JSON.stringify(facts));

/** A shop that knows what its variants look like, and which of them an order has; counts how often it is asked. */
function shop(variants: Record<string, string | null> = { "601": BLUE }) {
  const state = { variants, asked: [] as string[], fails: null as PlayedFailure | null };
  const engine: ReturnType<typeof createTestEngine> = createTestEngine({
    reader: {
      async readPictures(_, orderId) {
        state.asked.push(orderId);
        if (state.fails !== null) throw state.fails;
        const readAt = new Date(engine.now()).toISOString();
        const pictures = Object.fromEntries(
          Object.entries(state.variants).map(([id, src]) => [`variant:${id}`, { src, alt: null, readAt }]),
        );
        return { outcome: "pictures", pictures };
      },
      async picturesEvent(_, orderId, pictures) {
        return eventFor(orderId, { body: bodyOf({ ...unknownOrder(orderId), pictures }) });
      },
    },
  });
  const pass = async (ms: number) => {
    engine.advance(ms);
    await engine.drain();
  };
  const bring = async (...events: ReturnType<typeof order>[]) => {
    await engine.lanes.accept(events);
    await engine.drain();
  };
  /** What the core was told of the first line's picture, write by write. */
  const told = (id = "1") =>
    engine.sent
      .map(({ body }) => JSON.parse(body))
      .filter((upsert) => upsert.id === id)
      .map((upsert) => upsert.order.products[0].images?.[0].src ?? null);
  return { engine, state, pass, bring, told };
}

describe("an order whose pictures nobody knows", () => {
  test("is sent at once without them, and once more with them when they were read", async () => {
    const { engine, state, bring, pass, told } = shop();
    await bring(order("1"));
    expect(told()).toEqual([null]);
    expect(state.asked).toEqual([]);
    await pass(SOON);
    expect(told()).toEqual([null, BLUE]);
    expect(state.asked).toEqual(["1"]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered", reason: null });
    await pass(HOUR);
    await bring(order("1", { tags: ["new"], observedAt: "2026-03-02T00:00:00Z" }));
    await pass(HOUR);
    expect(state.asked).toEqual(["1"]);
    expect(told()).toEqual([null, BLUE, BLUE]);
  });

  test("is not sent again where there are none, and not asked for again", async () => {
    const { state, bring, pass, told } = shop({ "601": null });
    await bring(order("1"));
    await pass(SOON);
    await bring(order("1", { tags: ["new"], observedAt: "2026-03-02T00:00:00Z" }), order("2"));
    await pass(HOUR);
    expect(state.asked).toEqual(["1"]);
    expect(told()).toEqual([null, null]);
  });

  test("has none of an article that the shop does not say a word of", async () => {
    const { engine, state, bring, pass, told } = shop({});
    await bring(order("1"));
    await pass(SOON);
    await pass(HOUR);
    expect(state.asked).toEqual(["1"]);
    expect(told()).toEqual([null]);
    expect(engine.lanes.orderOf("1")?.order.pictures).toMatchObject({ "variant:601": { src: null } });
  });

  test("that has no article any more asks for nothing", async () => {
    const { engine, bring } = shop();
    await bring(order("1", { lines: [sampleLine({ productId: null, variantId: null })] }));
    expect(engine.lanes.outboxOf("1")).toMatchObject([{ effect: "order", state: "delivered" }]);
    expect(engine.pictures.asked).toEqual([]);
  });

  test("that is not sent asks for nothing, and what was owed for it is taken back once it is not sent any more", async () => {
    const { engine, state, bring, pass } = shop();
    await bring(order("1", { test: true }), order("2"));
    await bring(order("2", { test: true, observedAt: "2026-03-02T00:00:00Z" }));
    await pass(HOUR);
    expect(state.asked).toEqual([]);
    expect(engine.lanes.outboxOf("1")).toEqual([]);
    expect(engine.lanes.outboxOf("2")).toMatchObject([{ effect: "order", state: "delivered" }]);
  });

  test("is sent as it is where the app may not read the shop, and the cache is not asked", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    expect(engine.lanes.outboxOf("1")).toMatchObject([{ effect: "order", state: "delivered" }]);
    expect(engine.pictures.asked).toEqual([]);
  });
});

describe("what one order brought", () => {
  test("the next one has with its first delivery, and nobody is asked", async () => {
    const { state, bring, pass, told } = shop();
    await bring(order("1"));
    await pass(SOON);
    await bring(order("2"));
    await pass(HOUR);
    expect(told("2")).toEqual([BLUE]);
    expect(state.asked).toEqual(["1"]);
  });

  test("others have that were sent meanwhile, without a question for each", async () => {
    const { state, bring, pass, told } = shop();
    await bring(order("1"), order("2"), order("3"));
    await pass(SOON);
    for (const id of ["1", "2", "3"]) expect(told(id)).toEqual([null, BLUE]);
    expect(state.asked).toHaveLength(1);
  });

  test("others have who lack only some of it, and only what nobody knows is a reason to ask", async () => {
    const { state, bring, pass, told } = shop({ "601": BLUE, "602": RED });
    await bring(order("1"));
    await pass(SOON);
    const lines = [sampleLine(), sampleLine({ id: "12", variantId: "603" })];
    await bring(order("2", { lines }));
    expect(told("2")).toEqual([BLUE]);
    await pass(SOON);
    expect(state.asked).toEqual(["1", "2"]);
    expect(told("2")).toEqual([BLUE]);
  });

  test("is still shown after a week, and read again then", async () => {
    const { state, bring, pass, told } = shop();
    await bring(order("1"));
    await pass(SOON);
    state.variants = { "601": RED };
    await pass(6 * DAY);
    await bring(order("2"));
    await pass(SOON);
    expect(told("2")).toEqual([BLUE]);
    await pass(2 * DAY);
    await bring(order("3"));
    expect(told("3")).toEqual([BLUE]);
    await pass(SOON);
    expect(told("3")).toEqual([BLUE, RED]);
    expect(state.asked).toEqual(["1", "3"]);
  });
});

describe("an order that is read with its pictures", () => {
  const pictures = { "variant:601": { src: BLUE, alt: null, readAt: "2026-03-02T00:00:00Z" } };

  test("is sent once, and asks for nothing", async () => {
    const { engine, state, bring, pass, told } = shop();
    await bring(order("1", {}, pictures));
    await pass(HOUR);
    expect(told()).toEqual([BLUE]);
    expect(state.asked).toEqual([]);
    expect(engine.lanes.outboxOf("1")).toMatchObject([{ effect: "order", state: "delivered" }]);
  });

  test("is not sent again for being read once more", async () => {
    const { bring, told } = shop();
    await bring(order("1", {}, pictures));
    await bring(order("1", {}, { "variant:601": { ...pictures["variant:601"], readAt: "2026-03-02T01:00:00Z" } }));
    expect(told()).toEqual([BLUE]);
  });
});

describe("a shop that does not answer", () => {
  test("keeps no order back, and is no reason to call one failed", async () => {
    const { engine, state, bring, pass, told } = shop();
    state.fails = new PlayedFailure({ kind: "transport" });
    await bring(order("1"));
    await pass(SOON);
    expect(told()).toEqual([null]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered", reason: null });
    state.fails = null;
    await pass(HOUR);
    expect(told()).toEqual([null, BLUE]);
  });

  test("or refuses is given up in the end: then the order stays as it was sent", async () => {
    const { engine, state, bring, pass, told } = shop();
    state.fails = new PlayedFailure({ status: 422 });
    await bring(order("1"));
    for (let hours = 0; hours < 10; hours += 1) await pass(HOUR);
    expect(engine.lanes.outboxOf("1")).toMatchObject([
      { effect: "read_pictures", state: "dead" },
      { effect: "order", state: "delivered" },
    ]);
    expect(told()).toEqual([null]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered", reason: null });
    expect(engine.problems).not.toContain("orders_refused");
  });
});

test("an order that the shop does not know any more is not asked for again", async () => {
  const engine = createTestEngine({ reader: {} });
  await engine.lanes.accept([order("1")]);
  await engine.drain();
  engine.advance(HOUR);
  await engine.drain();
  expect(engine.lanes.outboxOf("1")).toMatchObject([{ effect: "order", state: "delivered" }]);
});

test("an order that the core refuses is not given to it again for its pictures", async () => {
  const { engine, state, bring, pass } = shop();
  engine.fail({ status: 422 }, { status: 422 }, { status: 422 });
  await bring(order("1"));
  for (let hours = 0; hours < 5; hours += 1) await pass(HOUR);
  expect(engine.lanes.orderOf("1")).toMatchObject({ status: "failed" });
  expect(engine.sent).toHaveLength(3);
  expect(state.asked).toEqual([]);
});

test("while the core is away no order asks for its pictures before it was sent", async () => {
  const { engine, state, bring, pass, told } = shop();
  engine.fail({ status: 503 }, { status: 503 });
  await bring(order("1"));
  await pass(HOUR);
  expect(state.asked).toEqual([]);
  for (let hours = 0; hours < 3; hours += 1) await pass(HOUR);
  expect(told()).toEqual([null, null, null, BLUE]);
  expect(state.asked).toEqual(["1"]);
});
