import type { ShopId } from "@karla/sync/ids";
import type { PoolClient } from "pg";
import { z } from "zod";

/** $1 shop, $2 lanes, $3 now. Those that a turn holds are left; in the order in which every writer locks them. */
const LOCK = `
SELECT lane_key, leased_until IS NULL OR leased_until <= $3 AS free FROM lane
WHERE shop_id = $1 AND lane_key = ANY($2::text[]) ORDER BY lane_key FOR UPDATE`;

const named = (column: string) => `
(SELECT coalesce(json_agg(CASE WHEN e->>'id' = ANY($3) THEN e || jsonb_build_object('name', e->>'id') ELSE e END ORDER BY n), '[]')::text
 FROM jsonb_array_elements(${column}::jsonb) WITH ORDINALITY AS t(e, n))`;

/**
 * $1 shop, $2 lanes that are locked, $3 those of them that are orders', $4 now. A turn that still believes to hold one of them can
 * write nothing any more. An order stays in the books without anything but its id.
 */
const ERASE = `
WITH before AS (
  SELECT order_id, name, delivered IS NOT NULL AS given FROM shop_order
  WHERE shop_id = $1 AND order_id = ANY($2::text[]) AND state IS NOT NULL
), events AS (
  UPDATE inbox_event SET body = NULL, headers = '{}', detail = NULL, state = 'done', reason = 'redacted',
    finished_at = coalesce(finished_at, $4)
  WHERE shop_id = $1 AND lane_key = ANY($2::text[]) AND body IS NOT NULL RETURNING 1
), effects AS (
  DELETE FROM outbox WHERE shop_id = $1 AND lane_key = ANY($2::text[]) RETURNING 1
), attempts AS (
  DELETE FROM delivery WHERE shop_id = $1 AND lane_key = ANY($2::text[]) RETURNING 1
), orders AS (
  INSERT INTO shop_order AS o (shop_id, order_id, version, status, reason, received_at, updated_at)
  SELECT $1, unnest($3::text[]), 1, 'skipped', 'redacted', $4, $4
  ON CONFLICT (shop_id, order_id) DO UPDATE SET name = NULL, state = NULL, delivered = NULL, version = o.version + 1,
    status = 'skipped', reason = 'redacted', updated_at = excluded.updated_at
  WHERE o.state IS NOT NULL OR o.name IS NOT NULL OR o.delivered IS NOT NULL
), mutes AS (
  DELETE FROM muted_order WHERE shop_id = $1 AND order_id = ANY($3::text[]) RETURNING 1
), finds AS (
  UPDATE ledger_find SET name = order_id WHERE shop_id = $1 AND order_id = ANY($3::text[]) AND name <> order_id RETURNING 1
), accounts AS (
  UPDATE day_account SET left_out = ${named("left_out")}, gaps = ${named("gaps")}
  WHERE shop_id = $1 AND EXISTS (SELECT FROM unnest($3::text[]) AS o(id) WHERE strpos(left_out || gaps, '"' || o.id || '"') > 0)
  RETURNING 1
), problems AS (
  UPDATE problem SET about = NULL, closed_at = coalesce(closed_at, $4)
  WHERE shop_id = $1 AND (about::jsonb)->>'order' IN (SELECT name FROM before UNION SELECT unnest($3::text[])) RETURNING 1
), lanes AS (
  UPDATE lane SET due_at = NULL, lease_token = NULL, leased_until = NULL, leased_events = 0, resend_arrival = NULL
  WHERE shop_id = $1 AND lane_key = ANY($2::text[])
)
SELECT (SELECT count(*) FROM before)::int AS orders, (SELECT count(*) FROM before WHERE given)::int AS given_to_core,
  json_build_object('inbox_event', (SELECT count(*) FROM events), 'outbox', (SELECT count(*) FROM effects),
    'delivery', (SELECT count(*) FROM attempts), 'shop_order', (SELECT count(*) FROM before),
    'muted_order', (SELECT count(*) FROM mutes), 'ledger_find', (SELECT count(*) FROM finds),
    'day_account', (SELECT count(*) FROM accounts), 'problem', (SELECT count(*) FROM problems)) AS rows`;

export const Erased = z.object({
  orders: z.number(),
  given_to_core: z.number(),
  /** How many of each table. */
  rows: z.record(z.string(), z.number()),
});
export type Erased = z.infer<typeof Erased>;

/** Locks lanes until the transaction ends: no turn begins in them meanwhile. `held`: those that a turn has now. Of the rest, which are there. */
export async function lockLanes(
  client: PoolClient,
  { shopId, laneKeys, now }: { shopId: ShopId; laneKeys: readonly string[]; now: Date },
): Promise<{ free: string[]; held: string[] }> {
  const { rows } = await client.query<{ lane_key: string; free: boolean }>(LOCK, [shopId, laneKeys, now]);
  const { free = [], held = [] } = Object.groupBy(rows, (row) => (row.free ? "free" : "held"));
  return { free: free.map(({ lane_key }) => lane_key), held: held.map(({ lane_key }) => lane_key) };
}

/** To be called in a transaction that has locked them: what was written before is seen, and nothing is written beside it. */
export async function eraseLanes(
  client: PoolClient,
  {
    shopId,
    laneKeys,
    orderIds,
    now,
  }: { shopId: ShopId; laneKeys: readonly string[]; orderIds: readonly string[]; now: Date },
): Promise<Erased> {
  if (laneKeys.length === 0) return { orders: 0, given_to_core: 0, rows: {} };
  const { rows } = await client.query(ERASE, [shopId, laneKeys, orderIds, now]);
  return Erased.parse(rows[0]);
}
