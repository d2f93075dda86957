import { describe, expect, test } from "vitest";
import { createTestEngine, PlayedFailure } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { sampleFacts, sampleFulfillment } from "../order/sample-order.fixture.ts";
import type { OrderReader } from "../pipeline/order-reader.ts";

const MINUTE = 60_000;
const lone = () =>
  eventFor("1", { body: Buffer.from(JSON.stringify(sampleFacts("1", { fulfillments: [sampleFulfillment()] }))) });
const order = () => eventFor("1", { body: Buffer.from(JSON.stringify(sampleFacts("1"))) });

/** A shop's platform that a test scripts. */
function reader(answer: () => Awaited<ReturnType<OrderReader["read"]>>) {
  const asked: string[] = [];
  return {
    asked,
    async read(_: string, orderId: string) {
      asked.push(orderId);
      return answer();
    },
  };
}

describe("a fulfillment whose order does not come", () => {
  test("makes the worker read the order, which then arrives like any other", async () => {
    const shop = reader(() => ({ outcome: "order", event: order() }));
    const engine = createTestEngine({ reader: shop });
    await engine.lanes.accept([lone()]);
    await engine.drain();
    expect(shop.asked).toEqual([]);
    engine.advance(MINUTE);
    await engine.drain();
    expect(shop.asked).toEqual(["1"]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
    expect(JSON.parse(engine.sent[0]?.body ?? "").trackings).toHaveLength(1);
  });

  test("is not read when the order comes by itself in time", async () => {
    const shop = reader(() => ({ outcome: "order", event: order() }));
    const engine = createTestEngine({ reader: shop });
    await engine.lanes.accept([lone()]);
    await engine.drain();
    await engine.lanes.accept([order()]);
    await engine.drain();
    engine.advance(10 * MINUTE);
    await engine.drain();
    expect(shop.asked).toEqual([]);
    expect(engine.lanes.outboxOf("1").map(({ effect }) => effect)).toEqual(["order"]);
  });

  test("waits on where the shop does not know it, and says so", async () => {
    const engine = createTestEngine({ reader: reader(() => ({ outcome: "not_found" })) });
    await engine.lanes.accept([lone()]);
    for (let minutes = 0; minutes < 5; minutes += 1) {
      await engine.drain();
      engine.advance(MINUTE);
    }
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "skipped", reason: "awaiting_order" });
    expect(engine.lanes.outboxOf("1")).toMatchObject([{ effect: "read_order", state: "dead" }]);
  });

  test("a shop that cannot be asked does not stop deliveries to the core, and is asked again", async () => {
    let down = true;
    const shop = reader(() => {
      if (down) throw new PlayedFailure({ kind: "transport" });
      return { outcome: "order", event: order() };
    });
    const engine = createTestEngine({ reader: shop });
    await engine.lanes.accept([lone()]);
    for (let seconds = 0; seconds < 60; seconds += 1) {
      engine.advance(10_000);
      await engine.drain();
    }
    expect(engine.problems).toContain("shop_unreachable");
    await engine.lanes.accept([eventFor("2", { body: Buffer.from(JSON.stringify(sampleFacts("2"))) })]);
    await engine.drain();
    expect(engine.lanes.orderOf("2")).toMatchObject({ status: "delivered" });
    down = false;
    for (let minutes = 0; minutes < 30; minutes += 1) {
      engine.advance(MINUTE);
      await engine.drain();
    }
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
    expect(engine.problems.size).toBe(0);
  });

  test("is not asked for where the app is not installed", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([lone()]);
    await engine.drain();
    expect(engine.lanes.outboxOf("1")).toEqual([]);
  });
});
