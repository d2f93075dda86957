import { expect, test, vi } from "vitest";
import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor, SHOP_A } from "../../../../test/fakes/event-for.ts";
import { SHOP_LANE } from "../inbox/inbox.ts";
import { documentOf } from "../mapping/mapping.fixture.ts";
import { admission, CLOSED, failed } from "../outbox/breaker.ts";
import type { Effect } from "../outbox/outbox.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const mapping = { version: 1, document: documentOf({ source: { from: "note_attribute", name: "gift" } }) };

/** Owes it in the shop's lane, as publishing a mapping or installing the app does. */
async function owing(effects: Effect | Effect[], options: Parameters<typeof createTestEngine>[0]) {
  const engine = createTestEngine(options);
  await engine.lanes.accept([eventFor(SHOP_LANE, { body: Buffer.from("no order") })]);
  const [turn] = await engine.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  if (turn === undefined) throw new Error("no lane was due");
  const events = turn.events.map((event) => ({ event, state: "done" as const, reason: null, detail: null }));
  const owe = [effects].flat().map((effect) => ({ effect, version: 0, dueAt: engine.now() }));
  await engine.lanes.absorb(turn.lease, { events, order: null, owe, withdraw: [] }, { next: engine.now() });
  const start = engine.now();
  return {
    engine,
    async pass(ms: number) {
      for (const end = engine.now() + ms; engine.now() < end; engine.advance(5 * MINUTE)) await engine.drain();
    },
    minutesOf: (times: readonly number[]) => times.map((at) => (at - start) / MINUTE),
  };
}

test("the newest orders are looked at every hour for as long as a mapping is published", async () => {
  const { engine, pass, minutesOf } = await owing("check_mapping", { mapping });
  await pass(2 * HOUR + 5 * MINUTE);
  expect(minutesOf(engine.driftChecks)).toEqual([0, 60, 120]);
});

test("without a mapping there is nothing to look for", async () => {
  const { engine } = await owing("check_mapping", {});
  await engine.drain();
  expect(engine.driftChecks).toEqual([]);
  expect(engine.lanes.outboxOf(SHOP_LANE)).toEqual([]);
});

test("the shop is compared with our books as often as the comparison says", async () => {
  const { engine, pass, minutesOf } = await owing("reconcile", { reader: {} });
  await pass(HOUR);
  expect(minutesOf(engine.reconciliations)).toEqual([0, 15, 30, 45]);
});

test("a shop that cannot be asked for days is compared once it can be asked: what is owed for good is never given up", async () => {
  const { engine, pass } = await owing("reconcile", { reader: {} });
  engine.fail(...Array.from({ length: 400 }, () => ({ kind: "refusal" as const, status: 422 })));
  await pass(100 * HOUR);
  expect(engine.lanes.outboxOf(SHOP_LANE)).toMatchObject([{ effect: "reconcile", state: "pending" }]);
  engine.script.splice(0);
  const before = engine.reconciliations.length;
  await pass(2 * HOUR);
  expect(engine.reconciliations.length).toBeGreaterThan(before + 3);
});

test("a shop that the app may not read is not compared", async () => {
  const { engine } = await owing("reconcile", {});
  await engine.drain();
  expect(engine.reconciliations).toEqual([]);
  expect(engine.lanes.outboxOf(SHOP_LANE)).toEqual([]);
});

test("work that takes many turns keeps nothing else waiting: what is due for longer comes first", async () => {
  const { engine } = await owing(["certify", "reconcile"], { reader: {} });
  const did: string[] = [];
  engine.deps.certify = async () => {
    did.push("certify");
    // As long as a lease lasts.
    engine.advance(20_000);
    return engine.now() + (did.length < 5 ? 0 : HOUR);
  };
  engine.deps.reconcile = async () => {
    did.push("reconcile");
    return engine.now() + HOUR;
  };
  await engine.drain();
  expect(did).toEqual(["certify", "reconcile", "certify", "certify", "certify"]);
});

test.each([
  ["which asked nobody proves nothing of the way to the core", false],
  ["which the core did proves that it is there again", true],
])("a look after Karla's events %s", async (_, asked) => {
  const { engine, pass } = await owing("subscribe", {});
  const looks: number[] = [];
  engine.deps.subscribe = async () => {
    looks.push(engine.now());
    return { again: engine.now() + HOUR, asked };
  };
  const { breakers } = engine.deps;
  await breakers.update(SHOP_A, "karla", () => failed(CLOSED, engine.now() - MINUTE, "core_unreachable", true));
  await pass(10 * MINUTE);
  expect(looks).toHaveLength(1);
  expect((await breakers.read(SHOP_A, "karla")).openedAt === null).toBe(asked);
});

test("a look after Karla's events that asked nobody leaves the probe to whoever comes next", async () => {
  const { engine } = await owing("subscribe", {});
  const { breakers } = engine.deps;
  engine.deps.subscribe = async () => ({ again: engine.now() + HOUR, asked: false });
  await breakers.update(SHOP_A, "karla", () => failed(CLOSED, engine.now() - MINUTE, "core_unreachable", true));
  await engine.drain();
  expect(admission(await breakers.read(SHOP_A, "karla"), engine.now())).toEqual({ admit: "probe" });
});

test("no probe is spent on Karla's events where the core cannot reach us", async () => {
  const { engine, pass } = await owing("subscribe", {});
  const { breakers } = engine.deps;
  engine.deps.subscribe = null;
  await breakers.update(SHOP_A, "karla", () => failed(CLOSED, engine.now() - MINUTE, "core_unreachable", true));
  const update = vi.spyOn(breakers, "update");
  await pass(10 * MINUTE);
  expect(update).not.toHaveBeenCalled();
});
