import type { BookedOrder, Ledger } from "@karla/sync/ledger";
import type { Pool } from "pg";
import {
  type AccountRow,
  accountOfRow,
  type FindRow,
  findOfRow,
  openAccountOfRow,
  rowOfAccount,
  type SumsRow,
  sumsOfRow,
} from "./ledger-rows.ts";

const OPEN = "SELECT * FROM day_account WHERE shop_id = $1 AND finished_at IS NULL ORDER BY started_at, day DESC";

/** A finished account is left as it is. */
const KEEP = `
INSERT INTO day_account AS a (shop_id, id, day, zone, placed_from, placed_to, in_shop, in_books, in_core, skipped, left_out,
  missing, gaps, worst_delay_ms, started_at, finished_at, progress)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
ON CONFLICT (shop_id, id) DO UPDATE SET in_shop = excluded.in_shop, in_books = excluded.in_books,
  in_core = excluded.in_core, skipped = excluded.skipped, left_out = excluded.left_out, missing = excluded.missing,
  gaps = excluded.gaps, worst_delay_ms = excluded.worst_delay_ms, finished_at = excluded.finished_at,
  progress = excluded.progress
WHERE a.finished_at IS NULL`;

const ZONE = "SELECT zone FROM day_account WHERE shop_id = $1 ORDER BY day DESC, started_at DESC LIMIT 1";

/** What was recovered is counted by order: one that was found twice is one. */
const DAYS = `
SELECT a.*, (
  SELECT count(DISTINCT order_id)::int FROM ledger_find f WHERE f.shop_id = $1 AND f.outcome = 'repaired'
    AND f.placed_at >= a.placed_from AND f.placed_at < a.placed_to
) AS recovered
FROM (
  SELECT DISTINCT ON (day) id, day, zone, placed_from, placed_to, in_shop, in_books, in_core, skipped, missing, gaps,
    worst_delay_ms, started_at, finished_at
  FROM day_account WHERE shop_id = $1 AND day BETWEEN $2 AND $3 AND finished_at IS NOT NULL
  ORDER BY day DESC, finished_at DESC
) a
ORDER BY a.day DESC`;

const ACCOUNT = "SELECT * FROM day_account WHERE shop_id = $1 AND id = $2";

const FINDS = `
SELECT * FROM ledger_find WHERE shop_id = $1 AND placed_at >= $2 AND placed_at < $3
ORDER BY placed_at, order_id, found_at`;

const NEWEST_FINDS = `
SELECT to_char(placed_at AT TIME ZONE $2, 'YYYY-MM-DD') AS day, max(found_at) AS found_at FROM ledger_find
WHERE shop_id = $1 AND placed_at >= $3 GROUP BY 1`;

/**
 * The first word of an order is its first event. Where that is what we read by ourselves, it was either lost, and the order is
 * among the finds: then it should have come when it was placed. Or it was imported, or placed before the shop was ours: none. None
 * either where that first event is past its time: what is left came after the order was in the books.
 */
const BOOKED = `
SELECT o.order_id AS id, o.status, CASE o.status WHEN 'skipped' THEN o.reason END AS reason,
  o.observed_at IS NOT NULL AS whole, o.state IS NULL AS erased,
  round(extract(epoch FROM core.reached_at - word.at) * 1000)::float8 AS "delayMs"
FROM shop_order o
CROSS JOIN LATERAL (
  SELECT min(started_at + duration_ms * interval '1 millisecond') AS reached_at FROM delivery
  WHERE shop_id = o.shop_id AND lane_key = o.order_id AND effect = 'order' AND outcome = 'delivered'
) core
LEFT JOIN LATERAL (
  SELECT CASE WHEN topic LIKE 'admin/%' THEN (
    SELECT min(f.placed_at) FROM ledger_find f JOIN shop s USING (shop_id)
    WHERE f.shop_id = o.shop_id AND f.order_id = o.order_id AND f.why = 'missing' AND f.placed_at >= s.created_at
  ) WHEN received_at < o.received_at + interval '1 hour' THEN received_at END AS at
  FROM inbox_event WHERE shop_id = o.shop_id AND lane_key = o.order_id ORDER BY received_at LIMIT 1
) word ON true
WHERE o.shop_id = $1 AND o.order_id = ANY($2::text[])`;

export function createLedgerStore({ pool }: { pool: Pool }): Ledger {
  return {
    async open(shopId) {
      return (await pool.query<AccountRow>(OPEN, [shopId])).rows.map(openAccountOfRow);
    },
    async keep(shopId, account) {
      await pool.query({ name: "day-account-keep", text: KEEP, values: [shopId, ...rowOfAccount(account)] });
    },
    async zone(shopId) {
      return (await pool.query<{ zone: string }>(ZONE, [shopId])).rows[0]?.zone ?? null;
    },
    async days(shopId, { from, to }) {
      return (await pool.query<SumsRow>(DAYS, [shopId, from, to])).rows.map(sumsOfRow);
    },
    async account(shopId, id) {
      const [row] = (await pool.query<AccountRow>(ACCOUNT, [shopId, id])).rows;
      return row === undefined ? null : accountOfRow(row);
    },
    async finds(shopId, { from, to }) {
      return (await pool.query<FindRow>(FINDS, [shopId, from, to])).rows.map(findOfRow);
    },
    async newestFinds(shopId, zone, since) {
      const { rows } = await pool.query<{ day: string; found_at: Date }>(NEWEST_FINDS, [shopId, zone, since]);
      return new Map(rows.map(({ day, found_at }) => [day, found_at.toISOString()]));
    },
    async booked(shopId, orderIds) {
      const { rows } = await pool.query<{ id: string } & BookedOrder>({
        name: "orders-accounted",
        text: BOOKED,
        values: [shopId, orderIds],
      });
      return new Map(rows.map(({ id, ...order }) => [id, order]));
    },
  };
}
