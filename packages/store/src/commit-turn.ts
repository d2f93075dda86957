/**
 * The writes that end a turn. Each is one statement that first touches the lane under the lease's token; when the lease is
 * lost (`held` is empty) nothing else happens. The lane is given back to run at once when something arrived meanwhile.
 */

/** $1 shop, $2 lane, $3 token, $4 give back?, $5 arrivals seen, $6 next, $7 now */
const held = (also = "") => `
held AS (
  UPDATE lane SET
    lease_token = CASE WHEN $4::boolean THEN NULL ELSE lease_token END,
    leased_until = CASE WHEN $4 THEN NULL ELSE leased_until END,
    leased_events = 0,${also}
    due_at = CASE WHEN NOT $4 THEN due_at WHEN arrivals > $5::bigint THEN $7::timestamptz ELSE $6::timestamptz END
  WHERE shop_id = $1::uuid AND lane_key = $2::text AND lease_token = $3::uuid
  RETURNING shop_id, lane_key
)`;

const HELD = held();
/** A late call that was reported before this turn began is dealt with; one that was reported since is the next turn's. */
const HELD_RESENT = held(" resend_arrival = CASE WHEN resend_arrival > $5 THEN resend_arrival END,");

export const RELEASE = `WITH ${HELD} SELECT count(*)::int AS held FROM held`;

/**
 * $8–$12 events (source, state, reason, detail, failures), $13 their keys and body hashes, packed as for accept; $14–$20 the
 * order (name, sealed state, version, status, reason, observed at, delivered), $21–$23 owed effects (effect, version, due at),
 * $24 withdrawn effects.
 */
export const ABSORB = `
WITH ${HELD_RESENT}, results AS (
  SELECT * FROM unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::int[])
    WITH ORDINALITY AS t(source, state, reason, detail, failures, n)
), events AS (
  UPDATE inbox_event e SET state = r.state, reason = r.reason, detail = r.detail, failures = r.failures,
    finished_at = CASE WHEN r.state = 'pending' THEN NULL ELSE $7 END
  FROM results r, held
  WHERE e.shop_id = held.shop_id AND e.source = r.source
    AND e.event_key = substring($13::bytea FROM (r.n * 64 - 63)::int FOR 32)
    AND e.body_hash = substring($13::bytea FROM (r.n * 64 - 31)::int FOR 32)
), known AS (
  INSERT INTO shop_order (shop_id, order_id, name, state, version, status, reason, observed_at, delivered, received_at,
    updated_at)
  SELECT held.shop_id, held.lane_key, $14::text, $15::bytea, $16::int, $17::text, $18::text, $19::timestamptz, $20::text, $7, $7
  FROM held WHERE $15::bytea IS NOT NULL
  ON CONFLICT (shop_id, order_id) DO UPDATE SET name = excluded.name, state = excluded.state, version = excluded.version,
    status = excluded.status, reason = excluded.reason, observed_at = excluded.observed_at, delivered = excluded.delivered,
    updated_at = excluded.updated_at
), owed AS (
  INSERT INTO outbox (shop_id, lane_key, effect, version, due_at, created_at)
  SELECT held.shop_id, held.lane_key, o.effect, o.version, o.due_at, $7
  FROM held, unnest($21::text[], $22::int[], $23::timestamptz[]) AS o(effect, version, due_at)
  ON CONFLICT (shop_id, lane_key, effect) DO UPDATE SET version = excluded.version, state = 'pending', refusals = 0,
    reason = NULL, detail = NULL,
    created_at = CASE WHEN outbox.state = 'pending' THEN outbox.created_at ELSE excluded.created_at END,
    due_at = CASE WHEN outbox.state = 'pending' THEN outbox.due_at ELSE excluded.due_at END,
    started = CASE WHEN outbox.state = 'pending' THEN outbox.started ELSE 0 END,
    finished = CASE WHEN outbox.state = 'pending' THEN outbox.finished ELSE 0 END,
    first_tried_at = CASE WHEN outbox.state = 'pending' THEN outbox.first_tried_at END,
    open_ms_at_first = CASE WHEN outbox.state = 'pending' THEN outbox.open_ms_at_first ELSE 0 END
), withdrawn AS (
  DELETE FROM outbox o USING held
  WHERE o.shop_id = held.shop_id AND o.lane_key = held.lane_key AND o.effect = ANY($24::text[]) AND o.state <> 'delivered'
)
SELECT count(*)::int AS held FROM held`;

/** $1 shop, $2 lane, $3 now. Counts as an arrival: the turn that is under way leaves the lane due. */
export const RESEND = `
UPDATE lane SET due_at = $3::timestamptz, arrivals = arrivals + 1, resend_arrival = arrivals + 1
WHERE shop_id = $1::uuid AND lane_key = $2::text`;

/** $1 shop, $2 lane, $3 token, $4 events */
export const HOLD = `
WITH held AS (
  UPDATE lane SET leased_events = $4::int
  WHERE shop_id = $1::uuid AND lane_key = $2::text AND lease_token = $3::uuid RETURNING shop_id
)
SELECT count(*)::int AS held FROM held`;

/** $1 shop, $2 lane, $3 token, $4 effects, $5 now, $6 milliseconds the breaker has been open in all */
export const BEGIN = `
WITH held AS (
  SELECT shop_id, lane_key FROM lane WHERE shop_id = $1::uuid AND lane_key = $2::text AND lease_token = $3::uuid FOR UPDATE
), begun AS (
  UPDATE outbox o SET started = o.started + 1,
    first_tried_at = coalesce(o.first_tried_at, $5::timestamptz),
    open_ms_at_first = CASE WHEN o.first_tried_at IS NULL THEN $6::bigint ELSE o.open_ms_at_first END
  FROM held WHERE o.shop_id = held.shop_id AND o.lane_key = held.lane_key AND o.effect = ANY($4::text[])
)
SELECT count(*)::int AS held FROM held`;

/**
 * $8–$15 effects (effect, state, reason, detail, due at, tried, refused, …), then the delivery log, then the order's row.
 */
export const SETTLE = `
WITH ${HELD}, results AS (
  SELECT * FROM unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::boolean[], $14::boolean[],
      $15::uuid[], $16::int[], $17::int[], $18::text[], $19::timestamptz[], $20::int[])
    AS t(effect, state, reason, detail, due_at, tried, refused, delivery_id, version, http_status, payload_hash, started_at, duration_ms)
), tried AS (
  UPDATE outbox o SET state = r.state, reason = r.reason, detail = r.detail, due_at = r.due_at,
    -- An attempt that ended evens out the ones that a death cut short: they were counted, and this one got through.
    finished = CASE WHEN r.tried THEN o.started ELSE o.finished END,
    refusals = o.refusals + CASE WHEN r.refused THEN 1 ELSE 0 END,
    delivered_at = CASE WHEN r.state = 'delivered' THEN $7 ELSE o.delivered_at END
  FROM results r, held
  WHERE o.shop_id = held.shop_id AND o.lane_key = held.lane_key AND o.effect = r.effect AND o.version = r.version
    AND r.state <> 'withdrawn'
), withdrawn AS (
  DELETE FROM outbox o USING results r, held
  WHERE o.shop_id = held.shop_id AND o.lane_key = held.lane_key AND o.effect = r.effect AND r.state = 'withdrawn'
), logged AS (
  INSERT INTO delivery (shop_id, id, lane_key, effect, version, outcome, reason, http_status, payload_hash, started_at, duration_ms)
  SELECT held.shop_id, r.delivery_id, held.lane_key, r.effect, r.version, r.state, r.reason, r.http_status,
    decode(r.payload_hash, 'hex'), r.started_at, r.duration_ms
  FROM results r, held WHERE r.tried
), known AS (
  UPDATE shop_order o SET status = $21::text, reason = $22::text, delivered = $23::text, updated_at = $7,
    delivered_at = CASE WHEN $21 = 'delivered' THEN $7 ELSE o.delivered_at END
  FROM held WHERE o.shop_id = held.shop_id AND o.order_id = held.lane_key AND $21::text IS NOT NULL
    AND o.version = $24::int
)
SELECT count(*)::int AS held FROM held`;
