import { describe, expect, test } from "vitest";
import { createTestEngine, PlayedFailure } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { documentOf, PROPERTY } from "../mapping/mapping.fixture.ts";
import { unknownOrder } from "../order/order.ts";
import { NO_EXTRAS, type OrderExtras } from "../order/order-extras.ts";
import { sampleFacts, sampleSnapshot } from "../order/sample-order.fixture.ts";
import type { ExtrasWish } from "../pipeline/order-reader.ts";

const MINUTE = 60_000;
const GIFT = { from: "metafield", owner: "order", namespace: "custom", key: "gift_wrap", type: "text" };
const mapping = { version: 1, document: documentOf({ source: GIFT, target: { path: PROPERTY, name: "gift" } }) };

const orderAt = (observedAt: string) =>
  eventFor("1", {
    body: Buffer.from(JSON.stringify(sampleFacts("1", { snapshot: sampleSnapshot({ observedAt }) }))),
  });
const FIRST = "2026-03-01T09:00:00Z";
const SECOND = "2026-03-01T10:00:00Z";

/** A shop whose order has this gift wrap, which a test may change; counts how often it is asked. */
function shop(options: { down?: boolean } = {}) {
  const state = { value: "blue", asked: [] as ExtrasWish[], down: options.down ?? false };
  return {
    state,
    reader: {
      async readExtras(_: string, orderId: string, wish: ExtrasWish) {
        state.asked.push(wish);
        if (state.down) throw new PlayedFailure({ kind: "transport" });
        const extras: OrderExtras = {
          ...NO_EXTRAS,
          observedAt: wish.observedAt,
          triggeredAt: new Date(Date.UTC(2026, 2, 3) + state.asked.length).toISOString(),
          asked: wish.wanted.map(({ owner, namespace, key }) => `${owner}/${namespace}.${key}`),
          metafields: {
            ...NO_EXTRAS.metafields,
            order: [{ namespace: "custom", key: "gift_wrap", type: "single_line_text_field", value: state.value }],
          },
        };
        const body = Buffer.from(JSON.stringify({ ...unknownOrder(orderId), extras }));
        return { outcome: "extras" as const, event: eventFor(orderId, { body }) };
      },
    },
  };
}

const giftsOf = (engine: ReturnType<typeof createTestEngine>) =>
  engine.sent.map(
    ({ body }) =>
      (JSON.parse(body).order.order_analytics?.note_attributes ?? []).find(
        ({ name }: { name: string }) => name === "gift",
      )?.value ?? null,
  );

describe("a mapping that names a metafield", () => {
  test("makes the worker read it before the order is sent, once for each state of the order", async () => {
    const { state, reader } = shop();
    const engine = createTestEngine({ reader, mapping });
    await engine.lanes.accept([orderAt(FIRST)]);
    await engine.drain();
    expect(giftsOf(engine)).toEqual(["blue"]);
    expect(state.asked).toEqual([
      { observedAt: FIRST, wanted: [{ owner: "order", namespace: "custom", key: "gift_wrap" }] },
    ]);
    await engine.lanes.accept([orderAt(FIRST)]);
    await engine.drain();
    expect(state.asked).toHaveLength(1);
    state.value = "red";
    await engine.lanes.accept([orderAt(SECOND)]);
    await engine.drain();
    expect(giftsOf(engine)).toEqual(["blue", "red"]);
    expect(state.asked).toHaveLength(2);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
  });

  test("does not keep the order waiting for a shop that does not answer; it is sent once more when the shop does", async () => {
    const { state, reader } = shop({ down: true });
    const engine = createTestEngine({ reader, mapping });
    await engine.lanes.accept([orderAt(FIRST)]);
    await engine.drain();
    expect(giftsOf(engine)).toEqual([null]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
    state.down = false;
    for (let minutes = 0; minutes < 10; minutes += 1) {
      engine.advance(MINUTE);
      await engine.drain();
    }
    expect(giftsOf(engine)).toEqual([null, "blue"]);
  });

  test("is not asked for where the app may not read the shop, nor for an order that is not sent", async () => {
    const without = createTestEngine({ mapping });
    await without.lanes.accept([orderAt(FIRST)]);
    await without.drain();
    expect(giftsOf(without)).toEqual([null]);
    const { state, reader } = shop();
    const skipped = createTestEngine({ reader, mapping });
    const test = sampleFacts("1", { snapshot: sampleSnapshot({ test: true }) });
    await skipped.lanes.accept([eventFor("1", { body: Buffer.from(JSON.stringify(test)) })]);
    await skipped.drain();
    expect(state.asked).toEqual([]);
  });

  test("what the shop does not know any more is not asked for again and again", async () => {
    const engine = createTestEngine({ reader: {}, mapping });
    await engine.lanes.accept([orderAt(FIRST)]);
    await engine.drain();
    engine.advance(60 * MINUTE);
    await engine.drain();
    expect(giftsOf(engine)).toEqual([null]);
    expect(engine.lanes.outboxOf("1")).toMatchObject([{ effect: "read_extras", state: "dead" }, { effect: "order" }]);
  });
});
