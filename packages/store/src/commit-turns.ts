/**
 * The writes of turns, of many turns in one statement: each first touches its lane under its lease's token. Where the lease is
 * lost nothing happens for that turn, and it is missing in the answer. A lane that is given back runs again at once when
 * something arrived meanwhile, and by `woken_at` where it was woken. `turn` counts the turns of a statement from 1.
 */

/**
 * $1 shops, $2 lanes, $3 tokens, $4 give back?, $5 arrivals seen, $6 next, $7 now. The lanes are locked in one order for all
 * writers, so that two statements never wait for each other crosswise.
 */
const held = (also = "") => `
turns AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::boolean[], $5::bigint[], $6::timestamptz[])
    WITH ORDINALITY AS t(shop_id, lane_key, token, give_back, seen, next, turn)
), locked AS (
  SELECT t.* FROM turns t JOIN lane l ON l.shop_id = t.shop_id AND l.lane_key = t.lane_key AND l.lease_token = t.token
  ORDER BY l.shop_id, l.lane_key FOR UPDATE OF l
), held AS (
  UPDATE lane l SET
    lease_token = CASE WHEN t.give_back THEN NULL ELSE l.lease_token END,
    leased_until = CASE WHEN t.give_back THEN NULL ELSE l.leased_until END,
    leased_events = 0,${also}
    due_at = CASE WHEN NOT t.give_back THEN l.due_at WHEN l.arrivals > t.seen THEN $7::timestamptz
      ELSE least(t.next, l.woken_at) END
  FROM locked t WHERE l.shop_id = t.shop_id AND l.lane_key = t.lane_key
  RETURNING t.turn, l.shop_id, l.lane_key, l.woken_at
)`;

const HELD = held();
/** A late call that was reported before this turn began is dealt with; one that was reported since is the next turn's. */
const HELD_RESENT = held("\n    resend_arrival = CASE WHEN l.resend_arrival > t.seen THEN l.resend_arrival END,");

const ANSWER = "SELECT turn::int FROM held";

export const RELEASE = `WITH ${HELD} ${ANSWER}`;

/**
 * $8–$13 events (turn, source, state, reason, detail, failures), $14 their keys and body hashes, packed as for accept; $15–$23
 * orders (turn, name, where their sealed state is in $24 and how long, version, status, reason, observed at, delivered);
 * $25–$28 owed effects (turn, effect, version, due at); $29 $30 withdrawn effects (turn, effect); $31 of each owed effect the
 * mapping's version.
 */
export const ABSORB = `
WITH ${HELD_RESENT}, results AS (
  SELECT * FROM unnest($8::int[], $9::text[], $10::text[], $11::text[], $12::text[], $13::int[])
    WITH ORDINALITY AS t(turn, source, state, reason, detail, failures, n)
), events AS (
  UPDATE inbox_event e SET state = r.state, reason = r.reason, detail = r.detail, failures = r.failures,
    finished_at = CASE WHEN r.state = 'pending' THEN NULL ELSE $7 END
  FROM results r JOIN held h USING (turn)
  WHERE e.shop_id = h.shop_id AND e.source = r.source
    AND e.event_key = substring($14::bytea FROM (r.n * 64 - 63)::int FOR 32)
    AND e.body_hash = substring($14::bytea FROM (r.n * 64 - 31)::int FOR 32)
), orders AS (
  SELECT * FROM unnest($15::int[], $16::text[], $17::int[], $18::int[], $19::int[], $20::text[], $21::text[],
    $22::timestamptz[], $23::text[])
    AS t(turn, name, state_from, state_length, version, status, reason, observed_at, delivered)
), known AS (
  INSERT INTO shop_order (shop_id, order_id, name, state, version, status, reason, observed_at, delivered, received_at,
    updated_at)
  SELECT h.shop_id, h.lane_key, o.name, substring($24::bytea FROM o.state_from FOR o.state_length), o.version, o.status,
    o.reason, o.observed_at, o.delivered, $7, $7
  FROM orders o JOIN held h USING (turn)
  ON CONFLICT (shop_id, order_id) DO UPDATE SET name = excluded.name, state = excluded.state, version = excluded.version,
    status = excluded.status, reason = excluded.reason, observed_at = excluded.observed_at, delivered = excluded.delivered,
    updated_at = excluded.updated_at
), owed AS (
  INSERT INTO outbox (shop_id, lane_key, effect, version, due_at, created_at, mapping_version)
  SELECT h.shop_id, h.lane_key, o.effect, o.version, o.due_at, $7, o.mapping_version
  FROM unnest($25::int[], $26::text[], $27::int[], $28::timestamptz[], $31::int[])
      AS o(turn, effect, version, due_at, mapping_version)
    JOIN held h USING (turn)
  ON CONFLICT (shop_id, lane_key, effect) DO UPDATE SET version = excluded.version, state = 'pending', refusals = 0,
    reason = NULL, detail = NULL, mapping_version = excluded.mapping_version,
    created_at = CASE WHEN outbox.state = 'pending' THEN outbox.created_at ELSE excluded.created_at END,
    due_at = CASE WHEN outbox.state <> 'pending' THEN excluded.due_at
      WHEN excluded.version = 0 THEN least(outbox.due_at, excluded.due_at) ELSE outbox.due_at END,
    started = CASE WHEN outbox.state = 'pending' THEN outbox.started ELSE 0 END,
    finished = CASE WHEN outbox.state = 'pending' THEN outbox.finished ELSE 0 END,
    first_tried_at = CASE WHEN outbox.state = 'pending' THEN outbox.first_tried_at END,
    open_ms_at_first = CASE WHEN outbox.state = 'pending' THEN outbox.open_ms_at_first ELSE 0 END
), withdrawn AS (
  DELETE FROM outbox o USING unnest($29::int[], $30::text[]) AS w(turn, effect) JOIN held h USING (turn)
  WHERE o.shop_id = h.shop_id AND o.lane_key = h.lane_key AND o.effect = w.effect AND o.state <> 'delivered'
)
${ANSWER}`;

/** $1 shops, $2 lanes, $3 tokens, $4 now, $5–$7 effects (turn, effect, milliseconds the breaker has been open in all). */
export const BEGIN = `
WITH turns AS (
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[]) WITH ORDINALITY AS t(shop_id, lane_key, token, turn)
), held AS (
  SELECT t.turn, l.shop_id, l.lane_key
  FROM turns t JOIN lane l ON l.shop_id = t.shop_id AND l.lane_key = t.lane_key AND l.lease_token = t.token
  ORDER BY l.shop_id, l.lane_key FOR UPDATE OF l
), begun AS (
  UPDATE outbox o SET started = o.started + 1,
    first_tried_at = coalesce(o.first_tried_at, $4::timestamptz),
    open_ms_at_first = CASE WHEN o.first_tried_at IS NULL THEN e.open_ms ELSE o.open_ms_at_first END
  FROM unnest($5::int[], $6::text[], $7::bigint[]) AS e(turn, effect, open_ms) JOIN held h USING (turn)
  WHERE o.shop_id = h.shop_id AND o.lane_key = h.lane_key AND o.effect = e.effect
)
${ANSWER}`;

/**
 * $8–$22 effects (turn, effect, state, reason, detail, due at, tried?, refused?, then for the log: id, version, HTTP status,
 * payload hash, started at, duration, mapping version); $23–$27 orders (turn, status, reason, delivered, version); $28 of each
 * effect whether it is a standing one, which is owed anew where somebody asked for it meanwhile. One that got through goes on as
 * if for the first time: its next failure is the first in a row.
 */
export const SETTLE = `
WITH ${HELD}, ended AS (
  SELECT * FROM unnest($8::int[], $9::text[], $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::boolean[],
      $15::boolean[], $16::uuid[], $17::int[], $18::int[], $19::text[], $20::timestamptz[], $21::int[], $22::int[],
      $28::boolean[])
    AS t(turn, effect, outcome, reason, detail, due_at, tried, refused, delivery_id, version, http_status, payload_hash,
      started_at, duration_ms, mapping_version, standing)
), results AS (
  SELECT e.*, h.shop_id, h.lane_key, least(e.due_at, h.woken_at) AS next,
    e.standing AND e.tried AND e.outcome = 'pending' AND e.reason IS NULL AS goes_on,
    CASE WHEN e.standing AND h.woken_at IS NOT NULL THEN 'pending' ELSE e.outcome END AS state
  FROM ended e JOIN held h USING (turn)
), tried AS (
  UPDATE outbox o SET state = r.state, reason = r.reason, detail = r.detail, due_at = r.next,
    -- An attempt that ended evens out the ones that a death cut short: they were counted, and this one got through.
    finished = CASE WHEN r.goes_on THEN 0 WHEN r.tried THEN o.started ELSE o.finished END,
    started = CASE WHEN r.goes_on THEN 0 ELSE o.started END,
    first_tried_at = CASE WHEN r.goes_on THEN NULL ELSE o.first_tried_at END,
    open_ms_at_first = CASE WHEN r.goes_on THEN 0 ELSE o.open_ms_at_first END,
    refusals = CASE WHEN r.goes_on THEN 0 ELSE o.refusals END + CASE WHEN r.refused THEN 1 ELSE 0 END,
    delivered_at = CASE WHEN r.state = 'delivered' THEN $7 ELSE o.delivered_at END
  FROM results r
  WHERE o.shop_id = r.shop_id AND o.lane_key = r.lane_key AND o.effect = r.effect AND o.version = r.version
    AND r.state <> 'withdrawn'
), withdrawn AS (
  DELETE FROM outbox o USING results r
  WHERE o.shop_id = r.shop_id AND o.lane_key = r.lane_key AND o.effect = r.effect AND r.state = 'withdrawn'
), logged AS (
  INSERT INTO delivery (shop_id, id, lane_key, effect, version, outcome, reason, http_status, payload_hash, started_at, duration_ms,
    mapping_version)
  SELECT r.shop_id, r.delivery_id, r.lane_key, r.effect, r.version, r.outcome, r.reason, r.http_status,
    decode(r.payload_hash, 'hex'), r.started_at, r.duration_ms, r.mapping_version
  FROM results r WHERE r.tried
), known AS (
  UPDATE shop_order o SET status = s.status, reason = s.reason, delivered = s.delivered, updated_at = $7,
    delivered_at = CASE WHEN s.status = 'delivered' THEN $7 ELSE o.delivered_at END
  FROM unnest($23::int[], $24::text[], $25::text[], $26::text[], $27::int[]) AS s(turn, status, reason, delivered, version)
    JOIN held h USING (turn)
  WHERE o.shop_id = h.shop_id AND o.order_id = h.lane_key AND o.version = s.version
)
${ANSWER}`;

/** $1 shop, $2 lane, $3 now. Counts as an arrival: the turn that is under way leaves the lane due. */
export const RESEND = `
UPDATE lane SET due_at = $3::timestamptz, arrivals = arrivals + 1, resend_arrival = arrivals + 1
WHERE shop_id = $1::uuid AND lane_key = $2::text`;

/** $1 shop, $2 lane, $3 token, $4 events */
export const HOLD = `
UPDATE lane SET leased_events = $4::int WHERE shop_id = $1::uuid AND lane_key = $2::text AND lease_token = $3::uuid`;
