import type { Clock } from "@karla/sync/clock";
import type { OweAgain } from "@karla/sync/order-samples";
import type { Effect } from "@karla/sync/outbox";
import type { Pool } from "pg";

/**
 * $1 shop, $2 orders, $3 now, $4 due, $5 effects. Each order gets a new version: a turn that is under way settles the old one, and cannot
 * take this for its own. Lanes are locked before the rest and in one order, as every writer takes them.
 */
const OWE = `
WITH lanes AS (
  SELECT l.lane_key FROM lane l JOIN shop_order o ON o.shop_id = l.shop_id AND o.order_id = l.lane_key
  WHERE l.shop_id = $1::uuid AND l.lane_key = ANY($2::text[]) AND o.status = 'delivered' AND o.state IS NOT NULL
  ORDER BY l.lane_key FOR UPDATE OF l
), changed AS (
  UPDATE shop_order o SET version = o.version + 1, status = 'pending', reason = NULL, updated_at = $3::timestamptz
  FROM lanes l WHERE o.shop_id = $1::uuid AND o.order_id = l.lane_key AND o.status = 'delivered'
  RETURNING o.order_id, o.version
), owed AS (
  INSERT INTO outbox (shop_id, lane_key, effect, version, due_at, created_at)
  SELECT $1::uuid, c.order_id, e.effect, c.version, $4::timestamptz, $3::timestamptz
  FROM changed c CROSS JOIN unnest($5::text[]) AS e(effect)
  ON CONFLICT (shop_id, lane_key, effect) DO UPDATE SET version = excluded.version, state = 'pending', refusals = 0,
    reason = NULL, detail = NULL, mapping_version = NULL, created_at = excluded.created_at, due_at = excluded.due_at, started = 0, finished = 0,
    first_tried_at = NULL, open_ms_at_first = 0
)
UPDATE lane l SET due_at = least(l.due_at, $4::timestamptz), arrivals = l.arrivals + 1
FROM changed c WHERE l.shop_id = $1::uuid AND l.lane_key = c.order_id`;

/** To read what the mapping does not name is nothing: the worker takes that back unasked. */
const EFFECTS: readonly Effect[] = ["read_extras", "order"];

/** `seenWithinMs`: by then every worker sees the shop as it is now, and maps with what was published. */
export function createOweAgain(deps: { pool: Pool; clock: Clock; seenWithinMs: number }): OweAgain {
  const { pool, clock, seenWithinMs } = deps;
  return {
    async orders(shopId, orderIds) {
      const now = clock.now();
      const values = [shopId, orderIds, new Date(now), new Date(now + seenWithinMs), EFFECTS];
      const { rowCount } = await pool.query({ name: "owe-again", text: OWE, values });
      return rowCount ?? 0;
    },
  };
}
