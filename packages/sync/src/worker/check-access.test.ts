import { describe, expect, test } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor, SHOP_A } from "../../../../test/fakes/event-for.ts";
import { SHOP_LANE } from "../inbox/inbox.ts";

const changed = () => eventFor(SHOP_LANE, { topic: "app/uninstalled", body: Buffer.from("access changed") });

describe("a shop that says that the app's access changed", () => {
  test("is asked what access there is, once for each time it says so", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([changed()]);
    await engine.drain();
    expect(engine.accessChecks).toEqual([SHOP_A]);
    await engine.lanes.accept([changed()]);
    await engine.drain();
    expect(engine.accessChecks).toEqual([SHOP_A, SHOP_A]);
    expect(engine.lanes.eventsOf(SHOP_LANE).map(({ state }) => state)).toEqual(["done", "done"]);
    expect(engine.lanes.outboxOf(SHOP_LANE)).toMatchObject([{ effect: "check_access", state: "delivered" }]);
  });

  test("is asked again where it did not answer, and the core has nothing to do with it", async () => {
    const engine = createTestEngine({ connected: false });
    engine.fail({ kind: "transport" }, { status: 503 });
    await engine.lanes.accept([changed()]);
    for (let seconds = 0; seconds < 60; seconds += 1) {
      await engine.drain();
      engine.advance(1_000);
    }
    expect(engine.accessChecks).toHaveLength(3);
    expect(engine.lanes.outboxOf(SHOP_LANE)).toMatchObject([{ state: "delivered" }]);
    expect(engine.problems.size).toBe(0);
  });

  test("is asked every five minutes while the app lacks a permission, and the merchant reads which", async () => {
    const engine = createTestEngine({ connected: false });
    const about: unknown[] = [];
    const { raise } = engine.deps.problems;
    engine.deps.problems.raise = (shopId, code, what) => {
      about.push([code, what]);
      return raise(shopId, code, what);
    };
    const refused = { status: 403, credentials: true, permission: "order_delivery:read" };
    engine.fail(refused, refused);
    await engine.lanes.accept([changed()]);
    await engine.drain();
    const problem = ["shop_permission_missing", { permission: "order_delivery:read" }];
    expect(about).toEqual([problem]);
    expect(engine.lanes.outboxOf(SHOP_LANE)).toMatchObject([{ state: "pending" }]);
    const checks: number[] = [];
    for (let minutes = 0; minutes < 20; minutes += 1) {
      await engine.drain();
      checks.push(engine.accessChecks.length);
      engine.advance(60_000);
    }
    expect(checks.slice(0, 5)).toEqual([1, 1, 1, 1, 1]);
    expect(engine.accessChecks).toHaveLength(3);
    expect(about).toEqual([problem, problem]);
    expect(engine.problems.size).toBe(0);
  });

  test("is not believed in the lane of an order", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([eventFor("1", { body: Buffer.from("access changed") })]);
    await engine.drain();
    expect(engine.accessChecks).toEqual([]);
    expect(engine.lanes.eventsOf("1")).toMatchObject([{ state: "quarantined", reason: "lane_mismatch" }]);
  });
});
