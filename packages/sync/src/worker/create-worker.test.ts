import { describe, expect, test } from "vitest";
import { eventFor } from "../../../../test/fakes/event-for.ts";
import { createMemoryLanes } from "../../../../test/fakes/memory-lanes.ts";
import type { Lanes, Turn } from "../lane/lanes.ts";
import { createWorker, type WorkerDeps } from "./create-worker.ts";

const LEASE_MS = 30_000;
/** Longer sleeps are not for want of work: all slots are taken. */
const NOTHING_TO_DO_MS = 1_000;

/** A worker on in-memory lanes whose sleeps end when the test says so. */
function workshop(
  overrides: {
    lanes?: Partial<Lanes>;
    runTurn?: WorkerDeps["runTurn"];
    concurrency?: number;
    releases?: (laneKey: string) => void;
  } = {},
) {
  let now = 0;
  const memory = createMemoryLanes({ now: () => now });
  const lanes: Lanes = {
    ...memory,
    release(lease, next) {
      overrides.releases?.(lease.laneKey);
      return memory.release(lease, next);
    },
    ...overrides.lanes,
  };
  const sleepers: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  const ran: string[] = [];
  const complaints: string[] = [];
  const finish = (turn: Turn) =>
    lanes.absorb(
      turn.lease,
      {
        events: turn.events.map((event) => ({ event, state: "done", reason: null, detail: null })),
        order: null,
        owe: [],
        withdraw: [],
      },
      { next: null },
    );
  const worker = createWorker(
    {
      lanes,
      clock: { now: () => now },
      runTurn:
        overrides.runTurn ??
        (async (turn) => {
          ran.push(turn.lease.laneKey);
          await finish(turn);
          return "done";
        }),
      log: {
        info: () => {},
        warn: (_, message) => void complaints.push(message),
        error: (_, message) => void complaints.push(message),
      },
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          (ms > NOTHING_TO_DO_MS ? waiting : sleepers).push(resolve);
          signal.addEventListener("abort", () => resolve());
        }),
    },
    { concurrency: overrides.concurrency ?? 4, leaseMs: LEASE_MS, maxEvents: 10, pollMs: 50 },
  );
  return {
    worker,
    memory,
    ran,
    complaints,
    finish,
    advance: (ms: number) => {
      now += ms;
    },
    /** Resolves once the worker waits for a slot with lanes claimed ahead; `wake` is the end of that wait. */
    async waits(): Promise<{ wake: () => void }> {
      while (waiting.length === 0) await turnOfTheLoop();
      return { wake: () => waiting.splice(0).forEach((end) => void end()) };
    },
    /** Resolves once the worker has nothing to do and sleeps, then wakes it on the next call. */
    async asleep(): Promise<void> {
      for (const wake of sleepers.splice(0)) wake();
      while (sleepers.length === 0) await turnOfTheLoop();
    },
  };
}

function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A turn that ends when the test says so. */
function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe("the worker", () => {
  test("runs every due lane, then sleeps until it looks again", async () => {
    const { worker, memory, ran, asleep } = workshop({ concurrency: 2 });
    await memory.accept(["1", "2", "3", "4", "5"].map((lane) => eventFor(lane)));
    worker.start();
    await asleep();
    await memory.accept([eventFor("6")]);
    await asleep();
    expect(ran.sort()).toEqual(["1", "2", "3", "4", "5", "6"]);
    await worker.stop();
  });

  test("never runs more lanes at a time than it may", async () => {
    let running = 0;
    let most = 0;
    const shop = workshop({
      concurrency: 3,
      async runTurn(turn) {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        await shop.finish(turn);
        running -= 1;
        return "done";
      },
    });
    await shop.memory.accept(Array.from({ length: 20 }, (_, n) => eventFor(`${n}`)));
    shop.worker.start();
    await shop.asleep();
    expect(most).toBe(3);
    await shop.worker.stop();
  });

  test("waits for what it runs when it is stopped, and claims nothing more", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const shop = workshop({
      concurrency: 1,
      async runTurn(turn) {
        await held;
        await shop.finish(turn);
        return "done";
      },
    });
    await shop.memory.accept([eventFor("1"), eventFor("2")]);
    shop.worker.start();
    while (shop.worker.active() === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = shop.worker.stop();
    letGo();
    await stopped;
    const states = ["1", "2"].flatMap((lane) => shop.memory.eventsOf(lane).map(({ state }) => state));
    expect(states.sort()).toEqual(["done", "pending"]);
  });

  test("gives a lane back without a death when its turn could not run, and goes on", async () => {
    let tries = 0;
    const shop = workshop({
      async runTurn(turn) {
        tries += 1;
        if (tries === 1) throw new Error("the database is away");
        await shop.finish(turn);
        return "done";
      },
    });
    await shop.memory.accept([eventFor("1")]);
    shop.worker.start();
    await shop.asleep();
    await shop.asleep();
    shop.advance(2_000);
    await shop.asleep();
    expect(shop.memory.eventsOf("1")).toMatchObject([{ state: "done", deaths: 0 }]);
    expect(shop.complaints).toEqual(["turn could not be finished"]);
    await shop.worker.stop();
  });

  test("survives a database that cannot be asked, and says so", async () => {
    let away = true;
    const memory = createMemoryLanes({ now: () => 0 });
    const shop = workshop({
      lanes: {
        async claim(request) {
          if (away) throw new Error("connection refused");
          return memory.claim(request);
        },
        absorb: memory.absorb,
      },
    });
    await memory.accept([eventFor("1")]);
    shop.worker.start();
    await shop.asleep();
    away = false;
    await shop.asleep();
    expect(shop.ran).toEqual(["1"]);
    expect(shop.complaints).toEqual(["lanes could not be claimed"]);
    await shop.worker.stop();
  });

  test("goes on at once with what it claimed ahead, also when nothing can be claimed at that moment", async () => {
    const first = gate();
    const ran: string[] = [];
    let away = false;
    const memory = createMemoryLanes({ now: () => 0 });
    const shop = workshop({
      concurrency: 1,
      lanes: {
        ...memory,
        claim: (request) => (away ? Promise.reject(new Error("connection refused")) : memory.claim(request)),
      },
      async runTurn(turn) {
        ran.push(turn.lease.laneKey);
        if (ran.length === 1) await first.opened;
        await shop.finish(turn);
        return "done";
      },
    });
    await memory.accept([eventFor("1"), eventFor("2"), eventFor("3")]);
    shop.worker.start();
    await shop.waits();
    away = true;
    first.open();
    await shop.asleep();
    expect(ran).toEqual(["1", "2", "3"]);
    await shop.worker.stop();
  });

  test("gives back, without a death, what has waited too long behind a slow turn", async () => {
    const slow = gate();
    const givenBack: string[] = [];
    const shop = workshop({
      concurrency: 1,
      releases: (laneKey) => void givenBack.push(laneKey),
      async runTurn(turn) {
        if (turn.lease.laneKey === "1") await slow.opened;
        await shop.finish(turn);
        return "done";
      },
    });
    await shop.memory.accept([eventFor("1"), eventFor("2"), eventFor("3")]);
    shop.worker.start();
    const { wake } = await shop.waits();
    shop.advance(LEASE_MS / 4);
    wake();
    while (givenBack.length === 0) await turnOfTheLoop();
    slow.open();
    await shop.asleep();
    expect(givenBack).toEqual(["2", "3"]);
    expect(shop.memory.eventsOf("2")).toMatchObject([{ state: "done", deaths: 0 }]);
    await shop.worker.stop();
  });

  test("starts the next turn while the one before only commits, and never more than as many besides", async () => {
    const commits = gate();
    const ran: string[] = [];
    const shop = workshop({
      concurrency: 2,
      async runTurn(turn, leave) {
        ran.push(turn.lease.laneKey);
        leave();
        await commits.opened;
        await shop.finish(turn);
        return "done";
      },
    });
    await shop.memory.accept(["1", "2", "3", "4", "5", "6", "7"].map((lane) => eventFor(lane)));
    shop.worker.start();
    await shop.waits();
    expect(ran).toHaveLength(4);
    commits.open();
    await shop.asleep();
    expect(ran).toHaveLength(7);
    await shop.worker.stop();
  });
});
