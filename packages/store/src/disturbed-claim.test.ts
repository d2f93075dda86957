import type { Lanes } from "@karla/sync/lanes";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventFor } from "../../../test/fakes/event-for.ts";
import { type StoreAtATime, storeAtATime } from "./store-at-a-time.fixture.ts";

let store: StoreAtATime;

beforeAll(async () => {
  store = await storeAtATime();
});
beforeEach(async () => {
  await store.empty();
  // The later one by name is due first, and so is claimed first.
  for (const lane of ["2", "1"]) {
    store.at.now += 10;
    await store.open().inbox.accept([eventFor(lane)]);
  }
});
afterAll(() => store.drop());

/** The lanes over a pool that does this first when a statement of this name is about to be sent. */
function lanesBefore(statement: string, first: () => Promise<void>): Lanes {
  const connect = async () => {
    const client = await store.pool.connect();
    const query = async (asked: { name?: string }, ...more: unknown[]) => {
      if (asked.name === statement) await first();
      return Reflect.apply(client.query, client, [asked, ...more]);
    };
    return instead(client, { query });
  };
  return store.open(instead(store.pool, { connect })).lanes;
}

function instead<Whole extends object>(whole: Whole, parts: Readonly<Record<string, unknown>>): Whole {
  return new Proxy(whole, {
    get(of, key) {
      const own = typeof key === "string" ? parts[key] : undefined;
      const value = own ?? Reflect.get(of, key);
      return own === undefined && typeof value === "function" ? value.bind(of) : value;
    },
  });
}

const claim = async (lanes: Lanes): Promise<string[]> => {
  const turns = await lanes.claim({ limit: 10, leaseMs: 30_000, maxEvents: 10 });
  return turns.map(({ lease }) => lease.laneKey).sort();
};

test("waits for another writer of the same lanes, and never both for each other", async () => {
  const rival: PoolClient = await store.pool.connect();
  const lock = (lane: string) => rival.query("SELECT FROM lane WHERE lane_key = $1 FOR UPDATE", [lane]);
  let over = Promise.resolve();
  const lanes = lanesBefore("lane-held", async () => {
    await rival.query("BEGIN");
    await lock("1");
    over = new Promise((resolve) => setTimeout(resolve, 200)).then(async () => {
      await lock("2");
      await rival.query("COMMIT");
    });
  });
  try {
    expect(await claim(lanes)).toEqual(["1", "2"]);
    await over;
  } finally {
    rival.release(true);
  }
});

test("gives the lanes back where it could not read what they hold: nobody waits for its lease", async () => {
  const lanes = lanesBefore("lane-outbox", () => Promise.reject(new Error("the connection broke")));
  await expect(claim(lanes)).rejects.toThrow("the connection broke");
  store.at.now += 1_000;
  expect(await claim(store.open().lanes)).toEqual(["1", "2"]);
});
