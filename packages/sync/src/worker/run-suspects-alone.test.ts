import { describe, expect, test } from "vitest";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { createMemoryLanes } from "../../../../test/fakes/memory-lanes.ts";
import type { Turn } from "../lane/lanes.ts";
import { createWorker } from "./create-worker.ts";

const LEASE_MS = 30_000;

/** Lanes that two processes held when they died, others that nobody held, and a worker that comes upon them. */
async function afterDeath(held: readonly string[], others: readonly string[], play: (turn: Turn) => Promise<void>) {
  let now = 0;
  const memory = createMemoryLanes({ now: () => now });
  await memory.accept(held.map((lane) => eventFor(lane)));
  for (let deaths = 0; deaths < 2; deaths += 1) {
    await memory.claim({ limit: held.length, leaseMs: LEASE_MS, maxEvents: 10 });
    now += LEASE_MS;
  }
  await memory.accept(others.map((lane) => eventFor(lane)));
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const worker = createWorker(
    {
      lanes: memory,
      clock: { now: () => now },
      log,
      sleep: () => turnOfTheLoop(),
      async runTurn(turn) {
        await play(turn);
        const events = turn.events.map((event) => ({ event, state: "done" as const, reason: null, detail: null }));
        await memory.absorb(turn.lease, { events, order: null, owe: [], withdraw: [] }, { next: null });
        return "done";
      },
    },
    { concurrency: 8, leaseMs: LEASE_MS, maxEvents: 10, pollMs: 50 },
  );
  return {
    memory,
    worker,
    advance: (ms: number) => {
      now += ms;
    },
  };
}

function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function someTurnsOfTheLoop(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await turnOfTheLoop();
}

describe("after processes died with a lane, and once more would condemn it, the worker", () => {
  test("holds nothing else while it runs what that process died with: nobody is taken along", async () => {
    let dead = false;
    const { memory, worker, advance } = await afterDeath(["poison", "neighbour"], ["1", "2", "3"], async (turn) => {
      if (turn.lease.laneKey === "poison") dead = true;
      await someTurnsOfTheLoop();
      // Nothing is ever committed any more.
      if (dead) await new Promise(() => {});
    });
    worker.start();
    while (!dead) await turnOfTheLoop();
    advance(LEASE_MS);
    await memory.claim({ limit: 10, leaseMs: LEASE_MS, maxEvents: 10 });
    const events = ["poison", "neighbour", "1", "2", "3"].flatMap((lane) => memory.eventsOf(lane));
    expect(events.map(({ deaths }) => deaths)).toEqual([3, 2, 0, 0, 0]);
  });

  test("runs the lanes that were held one after the other, and the others beside each other as ever", async () => {
    let running = 0;
    const most: Record<string, number> = {};
    const held = ["1", "2", "3"];
    const others = ["4", "5", "6", "7"];
    const { memory, worker } = await afterDeath(held, others, async ({ lease }) => {
      running += 1;
      await someTurnsOfTheLoop();
      most[lease.laneKey] = running;
      running -= 1;
    });
    worker.start();
    const states = () => [...held, ...others].flatMap((lane) => memory.eventsOf(lane).map(({ state }) => state));
    while (states().includes("pending")) await turnOfTheLoop();
    await worker.stop();
    expect(held.map((lane) => most[lane])).toEqual([1, 1, 1]);
    expect(Math.max(...others.map((lane) => most[lane] ?? 0))).toBeGreaterThan(1);
  });
});
