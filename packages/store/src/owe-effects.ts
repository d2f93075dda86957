import type { ShopId } from "@karla/sync/ids";
import type { Effect } from "@karla/sync/outbox";
import type { Pool } from "pg";

/**
 * $1 shop, $2 lanes, $3 effect, $4 due, $5 when the lanes are due, $6 now. Each gets a new version: a turn that is under way
 * settles the old one, and cannot take this for its own.
 */
const OWE = `
WITH lanes AS (
  INSERT INTO lane (shop_id, lane_key, platform, due_at, arrivals)
  SELECT s.shop_id, l.lane_key, s.platform, $5::timestamptz, 1
  FROM shop s CROSS JOIN (SELECT DISTINCT unnest($2::text[]) AS lane_key) l WHERE s.shop_id = $1::uuid ORDER BY l.lane_key
  ON CONFLICT (shop_id, lane_key)
  DO UPDATE SET arrivals = lane.arrivals + 1, due_at = least(lane.due_at, excluded.due_at)
  RETURNING shop_id, lane_key
)
INSERT INTO outbox AS o (shop_id, lane_key, effect, version, due_at, created_at)
SELECT shop_id, lane_key, $3::text, 1, $4::timestamptz, $6::timestamptz FROM lanes
ON CONFLICT (shop_id, lane_key, effect) DO UPDATE SET version = o.version + 1, state = 'pending', refusals = 0, reason = NULL,
  detail = NULL, due_at = CASE WHEN o.state = 'pending' THEN least(o.due_at, excluded.due_at) ELSE excluded.due_at END,
  created_at = CASE WHEN o.state = 'pending' THEN o.created_at ELSE excluded.created_at END,
  started = 0, finished = 0, first_tried_at = NULL, open_ms_at_first = 0`;

/** Effects that are owed in lanes from outside of them: nothing arrived there. Milliseconds since the epoch. */
export interface OwedOutside {
  shopId: ShopId;
  laneKeys: readonly string[];
  effect: Effect;
  dueAt: number;
  /** The lanes are any worker's from then on, where whoever owes it takes them himself. */
  lanesDueAt: number;
  now: number;
}

/** Of a shop that is not known it does nothing. */
export async function oweEffects(pool: Pool, owed: OwedOutside): Promise<void> {
  const { shopId, laneKeys, effect, dueAt, lanesDueAt, now } = owed;
  if (laneKeys.length === 0) return;
  const values = [shopId, laneKeys, effect, new Date(dueAt), new Date(lanesDueAt), new Date(now)];
  await pool.query({ name: "owe-effects", text: OWE, values });
}
