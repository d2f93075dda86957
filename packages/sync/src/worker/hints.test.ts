import { describe, expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { SHOP_LANE } from "../inbox/inbox.ts";
import { sampleFacts, sampleSnapshot } from "../order/sample-order.fixture.ts";

const order = (seconds: number) => {
  const observedAt = new Date(Date.UTC(2026, 2, 3, 12, 0, seconds)).toISOString();
  return eventFor("1", {
    body: Buffer.from(
      JSON.stringify(sampleFacts("1", { snapshot: sampleSnapshot({ observedAt, note: `${seconds}` }) })),
    ),
  });
};
const hint = (laneKey = "1") => eventFor(laneKey, { body: Buffer.from("hint") });

/** An engine whose shop says of some events no more than that something changed. */
function stand() {
  const asked: string[] = [];
  const shop = { seconds: 0, known: true };
  const engine = createTestEngine({
    reader: {
      async read(_, orderId) {
        asked.push(orderId);
        return shop.known ? { outcome: "order", event: order(shop.seconds) } : { outcome: "not_found" };
      },
    },
  });
  return { engine, asked, shop };
}

describe("a message that says that an order changed, and not what", () => {
  test("has the order read, once for all messages that come within two seconds", async () => {
    const { engine, asked } = stand();
    for (let message = 0; message < 4; message += 1) {
      await engine.lanes.accept([hint()]);
      await engine.drain();
      engine.advance(400);
    }
    expect(asked).toEqual([]);
    engine.advance(2_000);
    await engine.drain();
    expect(asked).toEqual(["1"]);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
    expect(engine.sent).toHaveLength(1);
  });

  test("that comes after the order was read has it read again, and the core gets what changed", async () => {
    const { engine, asked, shop } = stand();
    for (const seconds of [1, 2, 3]) {
      shop.seconds = seconds;
      await engine.lanes.accept([hint()]);
      await engine.drain();
      engine.advance(5_000);
      await engine.drain();
    }
    expect(asked).toEqual(["1", "1", "1"]);
    expect(engine.lanes.orderOf("1")?.order.snapshot?.note).toBe("3");
  });

  test("does not undo anything where the shop does not have the order any more", async () => {
    const { engine, shop } = stand();
    await engine.lanes.accept([order(1)]);
    await engine.drain();
    shop.known = false;
    await engine.lanes.accept([hint()]);
    await engine.drain();
    engine.advance(5_000);
    await engine.drain();
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
    expect(engine.lanes.outboxOf("1").map(({ effect }) => effect)).not.toContain("refresh_order");
  });

  test("in the shop's own lane has the shop compared with our books soon, however late that was due", async () => {
    const { engine } = stand();
    await engine.lanes.accept([hint(SHOP_LANE)]);
    await engine.drain();
    const dueIn = () => engine.lanes.outboxOf(SHOP_LANE).map(({ effect, dueAt }) => [effect, dueAt - engine.now()]);
    // A comparison leaves out the last minute.
    expect(dueIn()).toEqual([["reconcile", 62_000]]);
  });
});
