import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createHomeStore } from "./home-store.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const NOW = Date.UTC(2026, 0, 2);
const MINUTE = 60_000;
const EMPTY = {
  counters: { received: 0, delivered: 0, waiting: 0, failed: 0 },
  lastOrder: null,
  compared: null,
  worstDelayMs: null,
  problems: [],
  orders: [],
};

let database: FreshDatabase;
const home = () => createHomeStore({ pool: database.pool, clock: { now: () => NOW } });

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(() => database.pool.query("TRUNCATE inbox_event, shop_order, problem, outbox, reconciliation"));
afterAll(() => database.drop());

const ORDER = `INSERT INTO shop_order (shop_id, order_id, name, version, status, reason, received_at, updated_at)
  VALUES ($1, $2, $3, 1, $4, $5, $6, $6)`;
const PROBLEM = "INSERT INTO problem (shop_id, code, opened_at, seen_at, closed_at) VALUES ($1, $2, $3, $3, $4)";
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * MINUTE);

describe("the home of a shop", () => {
  test("without anything is empty", async () => {
    expect(await home().of(SHOP)).toEqual(EMPTY);
  });

  test("has its orders newest first, what they sum up to, and the open problems", async () => {
    await database.pool.query(ORDER, [SHOP, "1", "#1", "delivered", null, at(30)]);
    await database.pool.query(ORDER, [SHOP, "2", null, "pending", "core_unreachable", at(20)]);
    await database.pool.query(ORDER, [OTHER, "3", "#3", "failed", "too_large", at(10)]);
    await database.pool.query(PROBLEM, [SHOP, "core_unreachable", at(20), null]);
    await database.pool.query(PROBLEM, [SHOP, "not_connected", at(40), at(35)]);
    const orderAt = (minutes: number) => at(minutes).toISOString();
    expect(await home().of(SHOP)).toEqual({
      ...EMPTY,
      counters: { received: 0, delivered: 1, waiting: 1, failed: 0 },
      lastOrder: { name: "2", at: orderAt(20) },
      problems: [{ code: "core_unreachable", openedAt: orderAt(20), times: 1, about: {} }],
      orders: [
        { id: "2", name: "2", status: "pending", reason: "core_unreachable", updatedAt: orderAt(20) },
        { id: "1", name: "#1", status: "delivered", reason: null, updatedAt: orderAt(30) },
      ],
    });
  });

  test("counts what the shop said in the last thirty days: it is known for no longer", async () => {
    for (const days of [1, 29, 31]) {
      await database.pool.query(
        `INSERT INTO inbox_event (shop_id, source, event_key, body_hash, topic, lane_key, headers, received_at)
         VALUES ($1, 'shopify', $2, '', 't', '1', '{}', $3)`,
        [SHOP, Buffer.from([days]), at(days * 24 * 60)],
      );
    }
    expect((await home().of(SHOP)).counters.received).toBe(2);
  });

  test("says when the shop was last compared, and what that found within a week", async () => {
    const COMPARED = `INSERT INTO reconciliation (shop_id, id, changed_from, changed_to, listed_all, listed, repaired, gone, unread,
      missing, stale, todo, started_at, finished_at) VALUES ($1, gen_random_uuid(), $2, $2, true, 9, $3, 0, 0, 0, 0, '[]', $2, $4)`;
    const DAY = 24 * 60;
    for (const [shop, minutes, repaired, finished] of [
      [SHOP, 10 * DAY, 100, true],
      [SHOP, 2 * DAY, 3, true],
      [SHOP, 15, 0, true],
      [SHOP, 1, 50, false],
      [OTHER, 2, 7, true],
    ] as const) {
      await database.pool.query(COMPARED, [shop, at(minutes), repaired, finished ? at(minutes) : null]);
    }
    expect((await home().of(SHOP)).compared).toEqual({ at: at(15).toISOString(), found: 3 });
  });

  test("is of one moment: what another commits while it is read is in all of it or in nothing", async () => {
    const writer = await database.pool.connect();
    try {
      // Whoever reads the problems waits; the counters can be read.
      await writer.query("BEGIN");
      await writer.query("LOCK TABLE problem IN ACCESS EXCLUSIVE MODE");
      const read = home().of(SHOP);
      await expect.poll(readersThatWait).toBe(1);
      await writer.query(ORDER, [SHOP, "1", "#1", "failed", "refused_by_core", at(1)]);
      await writer.query(PROBLEM, [SHOP, "orders_refused", at(1), null]);
      await writer.query("COMMIT");
      expect(await read).toEqual(EMPTY);
    } finally {
      writer.release();
    }
    expect(await home().of(SHOP)).toMatchObject({ counters: { failed: 1 }, problems: [{ code: "orders_refused" }] });
  });
});

async function readersThatWait(): Promise<number> {
  const { rows } = await database.pool.query<{ waiting: number }>(
    "SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted AND relation = 'problem'::regclass",
  );
  return rows[0]?.waiting ?? 0;
}
