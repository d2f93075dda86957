import { randomUUID } from "node:crypto";
import type { Sweep } from "@karla/sync/retention";
import type { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventFor, SHOP_A } from "../../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { DAY_MS, sweptStore } from "./swept.fixture.ts";

const HOUR_MS = 60 * 60_000;
let database: FreshDatabase;
let swept: ReturnType<typeof sweptStore>;

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE inbox_event, lane, outbox, shop_order, delivery, sweep");
  swept = sweptStore(database.pool);
});
afterAll(() => database.drop());

const day = (days: number) => swept.START + days * DAY_MS;
const bodies = async () =>
  (await database.pool.query<{ n: number }>("SELECT count(body)::int AS n FROM inbox_event")).rows[0]?.n;

function held(sweep: Sweep | null): Sweep {
  if (sweep === null) throw new Error("another one holds the sweep");
  return sweep;
}

/** Events that were used, each in a lane of its own. */
async function fill(lanes: number): Promise<void> {
  await swept.store.inbox.accept(Array.from({ length: lanes }, (_, n) => eventFor(`lane-${n}`)));
  await database.pool.query("UPDATE inbox_event SET state = 'done', finished_at = received_at");
  await database.pool.query("UPDATE lane SET due_at = NULL");
}

/** As far as its process comes that dies with its n-th statement. */
async function dieAt(n: number): Promise<void> {
  let left = n;
  const dies = () => {
    left -= 1;
    if (left === 0) throw new Error("dead");
  };
  const pool = new Proxy(database.pool, {
    get(target, name: keyof Pool) {
      if (name !== "query" && name !== "connect") return target[name];
      return async (...values: Parameters<Pool["query"]>) => {
        dies();
        return name === "connect" ? target.connect() : target.query(...values);
      };
    },
  });
  const retention = swept.open(pool);
  let sweep = await retention.begin();
  while (sweep !== null) {
    const step = await retention.step(sweep);
    sweep = step.outcome === "more" ? step.sweep : null;
  }
}

describe("a sweep", () => {
  test("is one process' at a time; who waited for longer than its lease is told, and has done no harm", async () => {
    await fill(450);
    swept.moveTo(day(8));
    const first = held(await swept.retention.begin());
    expect(await swept.open().begin()).toBeNull();
    const step = await swept.retention.step(first);
    if (step.outcome !== "more") throw new Error("that was all");
    swept.moveTo(day(8) + HOUR_MS);
    const second = held(await swept.open().begin());
    expect(second.after).toEqual(step.sweep.after);
    expect(await swept.retention.step(step.sweep)).toMatchObject({ outcome: "lost", removed: { body: 200 } });
    await swept.retention.release(step.sweep);
    expect(await swept.open().begin()).toBeNull();
    expect(await swept.open().step(second)).toMatchObject({ outcome: "more", removed: { body: 0 } });
  });

  test("that is given back is gone on with at once, and the next one begins six hours after its end", async () => {
    await fill(250);
    swept.moveTo(day(8));
    const begun = held(await swept.retention.begin());
    const step = await swept.retention.step(begun);
    if (step.outcome !== "more") throw new Error("that was all");
    await swept.retention.release(step.sweep);
    expect(await swept.retention.step(held(await swept.open().begin()))).toMatchObject({
      outcome: "done",
      removed: { body: 50 },
    });
    expect(await swept.retention.look()).toEqual({ sweptAt: day(8), oldestBodyAt: null });
    swept.moveTo(day(8) + 6 * HOUR_MS - 1);
    expect(await swept.retention.begin()).toBeNull();
    swept.moveTo(day(8) + 6 * HOUR_MS);
    expect(held(await swept.retention.begin()).after).toBeNull();
  });

  test("may be ended by the death of its process at any statement: the next one does the rest", async () => {
    for (let n = 1; n <= 22; n += 1) {
      await database.pool.query("TRUNCATE inbox_event, lane, sweep");
      swept.moveTo(swept.START);
      await fill(250);
      swept.moveTo(day(8));
      await dieAt(n).catch((error: Error) => expect(error.message).toBe("dead"));
      await swept.sweepAt(day(9));
      expect([n, await bodies()]).toEqual([n, 0]);
    }
  });

  test("leaves what somebody else holds, waits for nobody, and finds it the next time", async () => {
    await fill(3);
    const other = await database.pool.connect();
    try {
      await other.query("BEGIN");
      await other.query("SELECT FROM inbox_event WHERE lane_key = 'lane-1' FOR UPDATE");
      await other.query("SELECT FROM lane WHERE lane_key = 'lane-2' FOR UPDATE");
      expect(await swept.sweepAt(day(100))).toEqual({ body: 2, event: 2, lane: 1 });
    } finally {
      await other.query("ROLLBACK");
      other.release();
    }
    expect(await swept.sweepAt(day(101))).toEqual({ body: 1, event: 1, lane: 2 });
  });

  test("and what arrives in the same moment: no event is without its lane", async () => {
    for (let round = 0; round < 20; round += 1) {
      swept.moveTo(swept.START);
      await fill(5);
      const arrivals = Array.from({ length: 5 }, (_, n) => eventFor(`lane-${n}`));
      swept.moveTo(day(100 + round));
      await Promise.all([
        swept.sweepAt(day(100 + round)),
        ...arrivals.map((event) => swept.store.inbox.accept([event])),
      ]);
      const turns = await swept.store.lanes.claim({ limit: 10, leaseMs: 30_000, maxEvents: 10 });
      expect(turns.map(({ events }) => events.length)).toEqual([1, 1, 1, 1, 1]);
      await database.pool.query("TRUNCATE inbox_event, lane");
    }
  });
});

describe("a clock that went wrong", () => {
  test("far ahead makes nothing go that is young by the database's own, and keeps nobody out", async () => {
    const { rows } = await database.pool.query<{ now: Date }>("SELECT clock_timestamp() AS now");
    const today = rows[0]?.now.getTime() ?? 0;
    swept = sweptStore(database.pool, today);
    const event = eventFor("1", { id: randomUUID() });
    await swept.take(event);
    expect(await swept.sweepAt(day(4_000))).toEqual({});
    expect(await swept.isKept(SHOP_A, event)).toBe(true);
    // It ended in years to come, by that clock; and so does the lease of one that died.
    swept.moveTo(today);
    held(await swept.retention.begin());
    swept.moveTo(day(4_000));
    held(await swept.open().begin());
    swept.moveTo(today);
    expect(held(await swept.open().begin()).at).toBe(today);
  });

  test("behind makes nothing go but what is past its time by that as well", async () => {
    await fill(1);
    expect(await swept.sweepAt(day(-400))).toEqual({});
    expect(await bodies()).toBe(1);
  });
});
