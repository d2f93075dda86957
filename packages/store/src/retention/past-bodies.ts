import { SHOP_LANE } from "@karla/sync/inbox";
import { inLanes } from "./in-lanes.ts";

/**
 * What of the bodies is still wanted: a request that nobody has answered, an erasure that is not done, an event that is still to
 * be told. By primary keys and row by row: for an EXISTS the planner may read the whole table, once.
 */
const WANTED = `
coalesce(e.reason = 'data_request' AND e.lane_key = '${SHOP_LANE}', false)
OR e.state = 'done' AND e.lane_key LIKE 'redact/%'
  AND (SELECT r.finished_at FROM erasure r WHERE r.shop_id = e.shop_id AND r.request = e.lane_key) IS NULL
OR 'pending' = coalesce((SELECT o.state FROM outbox o
  WHERE o.shop_id = e.shop_id AND o.lane_key = e.lane_key AND o.effect = 'announce'), '')`;

/** $1 shops, $2 lanes, $3 and $4 since when a body is past its time, of a used event and of a quarantined one. */
export const STRIP_BODIES = `
WITH past AS (
  ${inLanes(
    "inbox_event e",
    "e.shop_id, e.source, e.event_key, e.body_hash",
    `e.received_at < $3 AND e.body IS NOT NULL AND NOT (${WANTED})
      AND coalesce(e.finished_at, e.received_at) < CASE e.state WHEN 'done' THEN $3::timestamptz WHEN 'quarantined' THEN $4::timestamptz END
    ORDER BY e.received_at`,
  )}
)
UPDATE inbox_event e SET body = NULL, headers = '{}' FROM past p
WHERE e.shop_id = p.shop_id AND e.source = p.source AND e.event_key = p.event_key AND e.body_hash = p.body_hash`;

/** $1 shops, $2 lanes, $3 since when a body is past the shortest time: when the oldest came that is left. */
export const OLDEST_BODY = `
SELECT min(b.received_at) AS at FROM unnest($1::uuid[], $2::text[]) AS l(shop_id, lane_key) CROSS JOIN LATERAL (
  SELECT e.received_at FROM inbox_event e
  WHERE e.shop_id = l.shop_id AND e.lane_key = l.lane_key AND e.received_at < $3 AND e.body IS NOT NULL
  ORDER BY e.received_at LIMIT 1
) b`;
