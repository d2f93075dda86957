import { inLanes, inShops } from "./in-lanes.ts";

/** $1 shops, $2 lanes, $3 since when a record is past its time. An event whose bytes are still there stays. */
export const REMOVE_EVENTS = `
WITH past AS (
  ${inLanes(
    "inbox_event e",
    "e.shop_id, e.source, e.event_key, e.body_hash",
    `e.received_at < $3 AND e.body IS NULL AND e.state <> 'pending' AND coalesce(e.finished_at, e.received_at) < $3
    ORDER BY e.received_at`,
  )}
)
DELETE FROM inbox_event e USING past p
WHERE e.shop_id = p.shop_id AND e.source = p.source AND e.event_key = p.event_key AND e.body_hash = p.body_hash`;

/**
 * As above. Of an order in the books the last attempt stays, and the last one that the core took: the admin shows when it was tried, and a
 * replay takes the mapping that it was made with.
 */
export const REMOVE_ATTEMPTS = `
WITH past AS (
  ${inLanes(
    "delivery d",
    "d.shop_id, d.id",
    `d.started_at < $3 AND (
      (SELECT o.order_id FROM shop_order o WHERE o.shop_id = d.shop_id AND o.order_id = d.lane_key) IS NULL
      OR EXISTS (SELECT FROM delivery n WHERE n.shop_id = d.shop_id AND n.lane_key = d.lane_key AND n.effect = d.effect
        AND n.started_at > d.started_at AND (d.payload_hash IS NULL OR n.payload_hash IS NOT NULL)))
    ORDER BY d.started_at`,
  )}
)
DELETE FROM delivery d USING past p WHERE d.shop_id = p.shop_id AND d.id = p.id`;

/** $1 shops, $2 since when. The last one of a shop stays: the next one begins where it ended. */
export const REMOVE_COMPARISONS = `
WITH past AS (
  ${inShops(
    "reconciliation c",
    "c.shop_id, c.id",
    `c.started_at < $2 AND c.finished_at < $2
      AND EXISTS (SELECT FROM reconciliation n WHERE n.shop_id = c.shop_id AND n.started_at > c.started_at AND n.finished_at IS NOT NULL)
    ORDER BY c.started_at`,
  )}
)
DELETE FROM reconciliation c USING past p WHERE c.shop_id = p.shop_id AND c.id = p.id`;

/** $1 shops, $2 now. A shop's next form takes these along as well; there may be none. */
export const REMOVE_CLAIM_FORMS = `
WITH past AS (${inShops("claim_form f", "f.shop_id, f.id", "f.expires_at <= $2")})
DELETE FROM claim_form f USING past p WHERE f.shop_id = p.shop_id AND f.id = p.id`;
