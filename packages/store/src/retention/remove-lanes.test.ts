import { afterAll, beforeAll, expect, test } from "vitest";
import { eventFor, SHOP_A } from "../../../../test/fakes/event-for.ts";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { DAY_MS, sweptStore } from "./swept.fixture.ts";

/** Whoever reads orders waits as long as somebody holds the lock 7. */
const SLOW_ORDERS = `
ALTER TABLE shop_order RENAME TO orders;
CREATE FUNCTION slow_orders() RETURNS SETOF orders LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN QUERY SELECT * FROM orders; END $$;
CREATE VIEW shop_order AS SELECT * FROM slow_orders()`;
const WAITING = "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

let database: FreshDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
  await database.pool.query(SLOW_ORDERS);
});
afterAll(() => database.drop());

test("an event that came and was used while its lane was looked at keeps it", async () => {
  const { pool } = database;
  const swept = sweptStore(pool);
  const holder = await pool.connect();
  try {
    await holder.query("SELECT pg_advisory_lock(7)");
    await pool.query("INSERT INTO lane (shop_id, lane_key, platform) VALUES ($1, '1', 'shopify')", [SHOP_A]);
    const sweeping = swept.sweepAt(swept.START + 100 * DAY_MS);
    await expect.poll(async () => (await pool.query<{ n: number }>(WAITING)).rows[0]?.n).toBe(1);
    await swept.store.inbox.accept([eventFor("1")]);
    await pool.query("UPDATE inbox_event SET state = 'done', finished_at = received_at");
    await pool.query("UPDATE lane SET due_at = NULL");
    await holder.query("SELECT pg_advisory_unlock(7)");
    expect(await sweeping).toEqual({});
  } finally {
    holder.release(true);
  }
  expect((await pool.query("SELECT lane_key FROM lane")).rows).toEqual([{ lane_key: "1" }]);
});
