import type { Pool } from "pg";
import { inTransaction } from "../in-transaction.ts";
import { inLanes } from "./in-lanes.ts";

/** Nothing is left in it, and it is no order's. `$3`: since when an effect that was owed is past its time. */
const EMPTY = `
l.due_at IS NULL AND l.lease_token IS NULL
AND (SELECT o.order_id FROM shop_order o WHERE o.shop_id = l.shop_id AND o.order_id = l.lane_key) IS NULL
AND NOT EXISTS (SELECT FROM inbox_event e WHERE e.shop_id = l.shop_id AND e.lane_key = l.lane_key)
AND NOT EXISTS (SELECT FROM outbox b WHERE b.shop_id = l.shop_id AND b.lane_key = l.lane_key
  AND (b.state = 'pending' OR coalesce(b.delivered_at, b.created_at) >= $3))`;

const EMPTY_LANES = inLanes("lane l", "l.shop_id, l.lane_key", EMPTY);

/** Those that are locked, as they are by then. Whatever arrives from now on waits for the lane, and makes it anew; what arrived before is seen. */
const REMOVE = `
WITH past AS (${EMPTY_LANES}), gone AS (
  DELETE FROM lane l USING past p WHERE l.shop_id = p.shop_id AND l.lane_key = p.lane_key RETURNING l.shop_id, l.lane_key
), effects AS (
  DELETE FROM outbox b USING gone g WHERE b.shop_id = g.shop_id AND b.lane_key = g.lane_key
)
SELECT FROM gone`;

/** Events of Karla's and requests have lanes of their own: these go with their last event. Gives how many did. */
export function removeLanes(
  pool: Pool,
  lanes: readonly [shopIds: string[], laneKeys: string[]],
  before: Date,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ shop_id: string; lane_key: string }>(EMPTY_LANES, [...lanes, before]);
    if (rows.length === 0) return 0;
    const empty = [rows.map(({ shop_id }) => shop_id), rows.map(({ lane_key }) => lane_key)];
    return (await client.query(REMOVE, [...empty, before])).rowCount ?? 0;
  });
}
