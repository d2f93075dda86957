import { describe, expect, test } from "vitest";
import { createTestEngine, PlayedFailure } from "../../../../test/fakes/engine.ts";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { sampleFacts, sampleSnapshot } from "../order/sample-order.fixture.ts";
import { runTurn } from "./run-turn.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function order(id: string) {
  return eventFor(id, { body: Buffer.from(JSON.stringify(sampleFacts(id))) });
}

async function runFor(engine: ReturnType<typeof createTestEngine>, ms: number, stepMs: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) {
    await engine.drain();
    engine.advance(stepMs);
  }
  await engine.drain();
}

describe("delivery", () => {
  test("a refused order gets three tries, then is a dead letter that the merchant sees", async () => {
    const engine = createTestEngine();
    engine.fail(...Array.from({ length: 9 }, () => ({ status: 422, detail: "zip_code_invalid" })));
    await engine.lanes.accept([order("1")]);
    await runFor(engine, 2 * HOUR, MINUTE);
    expect(engine.sent).toHaveLength(3);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "failed", reason: "refused_by_core" });
    expect(engine.problems).toContain("orders_refused");
  });

  test("a dead letter is tried again when the order changes", async () => {
    const engine = createTestEngine();
    engine.fail({ status: 422 }, { status: 422 }, { status: 422 });
    await engine.lanes.accept([order("1")]);
    await runFor(engine, 10 * MINUTE, 10_000);
    const snapshot = sampleSnapshot({ observedAt: "2026-03-02T10:00:00+01:00", tags: ["mended"] });
    await engine.lanes.accept([eventFor("1", { body: Buffer.from(JSON.stringify(sampleFacts("1", { snapshot }))) })]);
    await engine.drain();
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
  });

  test("waits as long as the core asks on 429 and holds the shop's other orders back meanwhile", async () => {
    const engine = createTestEngine();
    engine.fail({ status: 429, retryAfterMs: 10 * MINUTE });
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    await engine.lanes.accept([order("2")]);
    await runFor(engine, 10 * MINUTE - 1_000, 1_000);
    expect(engine.sent).toHaveLength(1);
    await runFor(engine, 2 * MINUTE, 1_000);
    expect(engine.sent).toHaveLength(3);
    expect(engine.problems.size).toBe(0);
  });

  test("an hour's outage: the breaker opens, two probes a minute at most, then everything arrives", async () => {
    const engine = createTestEngine();
    const down = Array.from({ length: 500 }, () => ({ kind: "transport" as const }));
    engine.fail(...down);
    for (let n = 0; n < 40; n += 1) await engine.lanes.accept([order(`o${n}`)]);
    await runFor(engine, HOUR, 5_000);
    expect(engine.problems).toContain("core_unreachable");
    const tries = engine.sent.length;
    expect(tries).toBeLessThanOrEqual(10 + 120);
    engine.script.length = 0;
    await runFor(engine, 10 * MINUTE, 1_000);
    expect(engine.sent.length).toBeGreaterThanOrEqual(tries + 40);
    for (let n = 0; n < 40; n += 1) expect(engine.lanes.orderOf(`o${n}`)).toMatchObject({ status: "delivered" });
    expect(engine.problems.size).toBe(0);
  });

  test("a three days' outage spends no retry budget, because the breaker is open", async () => {
    const engine = createTestEngine();
    engine.fail(...Array.from({ length: 20_000 }, () => ({ status: 500 })));
    for (let n = 0; n < 5; n += 1) await engine.lanes.accept([order(`o${n}`)]);
    await runFor(engine, 80 * HOUR, 2 * MINUTE);
    engine.script.length = 0;
    await runFor(engine, HOUR, MINUTE);
    for (let n = 0; n < 5; n += 1) expect(engine.lanes.orderOf(`o${n}`)).toMatchObject({ status: "delivered" });
  });

  test("gives up after 72 hours of tries that the breaker let pass", async () => {
    const engine = createTestEngine();
    engine.deps.breakers.update = async (shopId, destination) => engine.deps.breakers.read(shopId, destination);
    engine.fail(...Array.from({ length: 500 }, () => ({ status: 500 })));
    await engine.lanes.accept([order("1")]);
    await runFor(engine, 71 * HOUR, 10 * MINUTE);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "pending" });
    await runFor(engine, 3 * HOUR, 10 * MINUTE);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "failed", reason: "retry_budget_spent" });
  });

  test("refused credentials pause the shop with one problem and one try in five minutes", async () => {
    const engine = createTestEngine();
    engine.fail(...Array.from({ length: 50 }, () => ({ status: 401, credentials: true })));
    for (let n = 0; n < 10; n += 1) await engine.lanes.accept([order(`o${n}`)]);
    await runFor(engine, HOUR, 10_000);
    expect(engine.problems).toEqual(new Set(["credentials_refused"]));
    expect(engine.sent.length).toBeLessThanOrEqual(13);
    engine.script.length = 0;
    await runFor(engine, 20 * MINUTE, 10_000);
    for (let n = 0; n < 10; n += 1) expect(engine.lanes.orderOf(`o${n}`)).toMatchObject({ status: "delivered" });
  });

  test("a shop that is not connected keeps its orders waiting, with a problem that says so", async () => {
    const engine = createTestEngine({ connected: false });
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "pending", reason: "not_connected" });
    expect(engine.problems).toContain("not_connected");
  });

  test("what waits for the merchant is looked at again after ten minutes, and with each new event of its order", async () => {
    const engine = createTestEngine({ connected: false });
    const due = () => engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    engine.advance(10 * MINUTE - 1);
    expect(await due()).toEqual([]);
    engine.connect();
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
  });

  test("a merchant who connects the shop while a turn is under way is not overlooked", async () => {
    const engine = createTestEngine({ connected: false });
    await engine.lanes.accept([order("1")]);
    const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
    if (!turn) throw new Error("no lane was due");
    const { viewNow } = engine.deps.shops;
    engine.deps.shops.viewNow = async (shopId) => {
      engine.connect();
      return viewNow(shopId);
    };
    await runTurn(turn, engine.deps);
    await engine.drain();
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
    expect(engine.problems.size).toBe(0);
  });

  test("an effect that was tried while three processes died is dead", async () => {
    const engine = createTestEngine();
    await engine.lanes.accept([order("1")]);
    engine.failpoints.at = "after_core_answer";
    engine.deps.readFailure = (error) => {
      throw error;
    };
    for (let deaths = 0; deaths < 3; deaths += 1) {
      await expect(engine.drain()).rejects.toThrow();
      engine.advance(30_000);
    }
    await engine.drain();
    expect(engine.sent).toHaveLength(3);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "failed", reason: "poison" });
  });

  test("asks before the first push whether the core syncs the shop itself, and pushes nothing if so", async () => {
    const engine = createTestEngine({ coreSync: "unchecked" });
    let asked = 0;
    engine.deps.coreSyncs = async () => {
      asked += 1;
      return true;
    };
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    await engine.lanes.accept([order("2")]);
    await engine.drain();
    expect(engine.sent).toEqual([]);
    expect(asked).toBe(1);
    expect(engine.problems).toContain("core_already_syncs");
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "pending", reason: "core_already_syncs" });
  });

  test("a merchant who switches the core's own way off while a worker hears of it is not overlooked", async () => {
    const engine = createTestEngine({ coreSync: "unchecked" });
    const settle = () => engine.settleCoreSync("free");
    engine.deps.coreSyncs = async () => {
      settle();
      return true;
    };
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    expect(engine.sent).toHaveLength(1);
    expect(engine.problems.size).toBe(0);
  });

  test("a problem that a merchant has mended before it is told does not stay", async () => {
    const engine = createTestEngine({ coreSync: "taken" });
    const { raise } = engine.deps.problems;
    engine.deps.problems.raise = async (...problem) => {
      engine.settleCoreSync("free");
      await raise(...problem);
    };
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    expect(engine.problems.size).toBe(0);
  });

  test("asks once for all of a shop's orders where the way is free", async () => {
    const engine = createTestEngine({ coreSync: "unchecked" });
    let asked = 0;
    engine.deps.coreSyncs = async () => {
      asked += 1;
      return false;
    };
    for (const id of ["1", "2", "3"]) await engine.lanes.accept([order(id)]);
    await engine.drain();
    expect(engine.sent).toHaveLength(3);
    expect(asked).toBe(1);
  });

  test("a core that cannot be asked is an outage like any other", async () => {
    const engine = createTestEngine({ coreSync: "unchecked" });
    let down = true;
    engine.deps.coreSyncs = async () => {
      if (down) throw new PlayedFailure({ kind: "transport" });
      return false;
    };
    await engine.lanes.accept([order("1")]);
    await engine.drain();
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "pending", reason: "core_unreachable" });
    down = false;
    await runFor(engine, MINUTE, 1_000);
    expect(engine.lanes.orderOf("1")).toMatchObject({ status: "delivered" });
  });
});
