import type { Pool } from "pg";
import { SHOP } from "./running-app.ts";

const SHOP_ID = "(SELECT shop_id FROM shop WHERE domain = $1)";

const IMPORT = `
INSERT INTO backfill (shop_id, id, placed_from, placed_to, windows, read_to, total, done, read_singly, unread, reach, state,
  started_at, busy_ms, finished_at)
SELECT ${SHOP_ID}, '00000000-0000-4000-8000-000000000001', now() - interval '60 days', now(), '[]', 0, 100000, $3, 42,
  CASE $2 WHEN 'finished' THEN 3 ELSE 0 END, now() - interval '60 days', $2, now(), 25000,
  CASE $2 WHEN 'finished' THEN now() END
ON CONFLICT (shop_id, id) DO UPDATE SET done = excluded.done, unread = excluded.unread, state = excluded.state,
  busy_ms = 8 * excluded.busy_ms, finished_at = excluded.finished_at`;

/** Fewer orders the longer it is ago, a day without any, and of yesterday whatever there is to tell. */
const DAYS = `
INSERT INTO day_account (shop_id, id, day, zone, placed_from, placed_to, in_shop, in_books, in_core, skipped, left_out, missing,
  gaps, worst_delay_ms, started_at, finished_at)
SELECT ${SHOP_ID}, gen_random_uuid(), to_char(at, 'YYYY-MM-DD'), 'UTC', at, at + interval '1 day', orders, orders - gone,
  orders - missing - skipped, CASE skipped WHEN 0 THEN '{}' ELSE '{"nothing_to_ship":3,"test_order":1}' END,
  CASE ago WHEN 1 THEN $3 ELSE '[]' END, missing, CASE missing WHEN 0 THEN '[]' ELSE $2 END,
  CASE orders WHEN 0 THEN NULL ELSE 4200 END, now(), now()
FROM (
  SELECT ago, date_trunc('day', now(), 'UTC') - ago * interval '1 day' AS at,
    CASE ago WHEN 4 THEN 0 ELSE 1284 - 8 * ago + 90 * (ago % 7) END AS orders,
    CASE ago WHEN 1 THEN 4 ELSE 0 END AS missing, CASE ago WHEN 1 THEN 1 ELSE 0 END AS gone,
    CASE WHEN ago IN (1, 9) THEN 4 ELSE 0 END AS skipped
  FROM generate_series(0, 89) ago
) days`;

const FINDS = `
INSERT INTO ledger_find (shop_id, reconciliation_id, order_id, name, placed_at, why, outcome, found_at)
SELECT ${SHOP_ID}, gen_random_uuid(), id, '#' || id, date_trunc('day', now(), 'UTC') - ago * interval '1 day', why, outcome,
  now() - ago * interval '1 day' + interval '15 minutes'
FROM (VALUES ('9001', 1, 'missing', 'repaired'), ('9002', 1, 'stale', 'repaired'), ('9003', 1, 'missing', 'gone'),
  ('9004', 1, 'missing', 'unread'), ('9005', 7, 'missing', 'repaired')) found (id, ago, why, outcome)`;

const RECEIPTS = `
INSERT INTO erasure (shop_id, request, kind, asked_by, asked_at, started_at, finished_at, outcome, orders, given_to_core)
SELECT ${SHOP_ID}, 'redact/' || ago, kind, asked_by, at, at, CASE WHEN outcome IS NULL THEN NULL ELSE at + interval '1 minute' END,
  outcome, orders, given
FROM (
  SELECT ago, kind, asked_by, now() - ago * interval '1 day' AS at, outcome, orders, given
  FROM (VALUES (1, 'customer', 'customers/redact', NULL, 3, 2), (2, 'customer', 'customers/redact', 'erased', 12, 11),
    (9, 'data_request', 'customers/data_request', 'answered', 2, 2), (30, 'restored', 'operator/restored', 'erased', 1, 0),
    (40, 'shop', 'shop/redact', 'app_installed', 0, 0)) asked (ago, kind, asked_by, outcome, orders, given)
) receipts`;

const DAY_MS = 24 * 60 * 60_000;

const gapsOf = (day: string) =>
  (["not_in_books", "waiting", "refused", "not_in_core"] as const).map((why, at) => ({
    id: String(9_101 + at),
    name: `#${9_101 + at}`,
    placedAt: `${day}T09:30:00.000Z`,
    why,
  }));

const leftOutOf = (day: string) =>
  (["nothing_to_ship", "nothing_to_ship", "nothing_to_ship", "test_order"] as const).map((reason, at) => ({
    id: String(9_201 + at),
    name: `#${9_201 + at}`,
    placedAt: `${day}T10:15:00.000Z`,
    reason,
  }));

/** An import of a hundred thousand orders that came so far. No worker knows of it. */
export async function bookImport(pool: Pool, state: "running" | "paused" | "finished"): Promise<void> {
  await pool.query(IMPORT, [SHOP, state, state === "finished" ? 100_000 : 12_345]);
}

/** What was erased and what was told, one of it under way. */
export async function bookReceipts(pool: Pool): Promise<void> {
  await pool.query(RECEIPTS, [SHOP]);
}

/** Accounts of the last 90 days, the newest ones that there are, and some finds. */
export async function bookDays(pool: Pool): Promise<void> {
  const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  await pool.query(DAYS, [SHOP, JSON.stringify(gapsOf(yesterday)), JSON.stringify(leftOutOf(yesterday))]);
  await pool.query(FINDS, [SHOP]);
}
