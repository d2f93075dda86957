import type { Clock } from "@karla/sync/clock";
import { STANDING_EFFECTS } from "@karla/sync/outbox";
import { REDELIVERY, REPLAY_HEADER } from "@karla/sync/replay-terms";
import type { Pool } from "pg";

/** Counts and lists for the operator. Nothing personal. */
export interface Status {
  events: { total: number; pending: number; done: number; quarantined: number };
  /** Events by what they are about. What we read ourselves is one too, e.g. `admin/order`. */
  topics: Record<string, number>;
  outbox: { pending: number; delivered: number; dead: number };
  orders: {
    shopId: string;
    domain: string | null;
    orderId: string;
    status: string;
    reason: string | null;
    delivered: boolean;
  }[];
  quarantined: {
    shopId: string;
    domain: string | null;
    laneKey: string;
    topic: string;
    reason: string | null;
    detail: string | null;
    /** Without its bytes it cannot be put back to work. */
    isKept: boolean;
  }[];
  deadLetters: {
    shopId: string;
    domain: string | null;
    laneKey: string;
    effect: string;
    reason: string | null;
    /** What the core said, e.g. "zip_code_invalid order.address.zip_code". */
    detail: string | null;
  }[];
  problems: { shopId: string; code: string; openedAt: string; times: number }[];
  /** Nothing is pending and no lane is leased: what can be done is done. */
  settled: boolean;
}

export interface ReplayRequest {
  shopId?: string;
  /** One order. */
  laneKey?: string;
}

export interface StatusStore {
  /** Of one shop, where one is named. */
  read(shopId?: string): Promise<Status>;
  /** Puts quarantined events and dead letters back to work. Gives the numbers of each. */
  replay(request: ReplayRequest): Promise<{ events: number; effects: number }>;
}

export function createStatusStore({ pool, clock }: { pool: Pool; clock: Clock }): StatusStore {
  async function rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await pool.query<Row>(text, values)).rows;
  }
  async function counts(from: string, values: unknown[] = []): Promise<Map<string, number>> {
    const text = `SELECT state, count(*)::int AS n FROM ${from} GROUP BY state`;
    const found = await rows<{ state: string; n: number }>(text, values);
    return new Map(found.map(({ state, n }) => [state, n]));
  }
  return {
    async read(shopId) {
      // Of all shops where none is named.
      const of = [shopId ?? null];
      const events = await counts(`inbox_event ${OF_SHOP}`, of);
      const outbox = await counts(`outbox ${OF_SHOP} AND effect <> ALL($2::text[])`, [...of, STANDING_EFFECTS]);
      const topics = await rows<{ topic: string; n: number }>(
        `SELECT topic, count(*)::int AS n FROM inbox_event ${OF_SHOP} GROUP BY topic ORDER BY topic`,
        of,
      );
      const orders = await rows<Status["orders"][number]>(
        `SELECT o.shop_id AS "shopId", s.domain, o.order_id AS "orderId", o.status, o.reason, o.delivered IS NOT NULL AS delivered
         FROM shop_order o LEFT JOIN shop s USING (shop_id) ${OF_SHOP} ORDER BY o.shop_id, o.order_id`,
        of,
      );
      const quarantined = await rows<Status["quarantined"][number]>(
        `SELECT e.shop_id AS "shopId", s.domain, e.lane_key AS "laneKey", e.topic, e.reason, e.detail,
           e.body IS NOT NULL AS "isKept"
         FROM inbox_event e LEFT JOIN shop s USING (shop_id) ${OF_SHOP} AND e.state = 'quarantined' ORDER BY e.received_at`,
        of,
      );
      const deadLetters = await rows<Status["deadLetters"][number]>(
        `SELECT o.shop_id AS "shopId", s.domain, o.lane_key AS "laneKey", o.effect, o.reason, o.detail
         FROM outbox o LEFT JOIN shop s USING (shop_id) ${OF_SHOP} AND o.state = 'dead' ORDER BY o.created_at`,
        of,
      );
      const problems = await rows<{ shopId: string; code: string; openedAt: Date; times: number }>(
        `SELECT shop_id AS "shopId", code, opened_at AS "openedAt", times FROM problem ${OF_SHOP} AND closed_at IS NULL
         ORDER BY opened_at`,
        of,
      );
      const leases = `SELECT count(*)::int AS n FROM lane ${OF_SHOP} AND lease_token IS NOT NULL`;
      const [leased] = await rows<{ n: number }>(leases, of);
      const pending = { events: events.get("pending") ?? 0, outbox: outbox.get("pending") ?? 0 };
      const total = [...events.values()].reduce((sum, n) => sum + n, 0);
      return {
        events: {
          total,
          pending: pending.events,
          done: events.get("done") ?? 0,
          quarantined: events.get("quarantined") ?? 0,
        },
        topics: Object.fromEntries(topics.map(({ topic, n }) => [topic, n])),
        outbox: { pending: pending.outbox, delivered: outbox.get("delivered") ?? 0, dead: outbox.get("dead") ?? 0 },
        orders,
        quarantined,
        deadLetters,
        problems: problems.map((problem) => ({ ...problem, openedAt: problem.openedAt.toISOString() })),
        settled: pending.events === 0 && pending.outbox === 0 && leased?.n === 0,
      };
    },
    async replay({ shopId, laneKey }) {
      const [replayed] = await rows<{ events: number; effects: number }>(REPLAY, [
        shopId ?? null,
        laneKey ?? null,
        new Date(clock.now()),
      ]);
      return replayed ?? { events: 0, effects: 0 };
    },
  };
}

const OF_SHOP = "WHERE ($1::uuid IS NULL OR shop_id = $1)";

/**
 * An arrival is counted, so that a turn under way sees it. The problems are closed: what still fails opens them anew. What may have
 * come about stays as it is: nobody is told twice. An event that was replayed before is used as it came, one without its bytes not at all: a shop's
 * problems are closed by it too, as nothing is left that could be done about it.
 */
const REPLAY = `
WITH events AS (
  UPDATE inbox_event SET state = 'pending', reason = NULL, detail = NULL, deaths = 0, failures = 0, finished_at = NULL,
    headers = CASE WHEN topic <> '${REDELIVERY}' AND strpos(headers, '"${REPLAY_HEADER}"') > 0
      THEN (headers::jsonb - '${REPLAY_HEADER}')::text ELSE headers END
  WHERE state = 'quarantined' AND body IS NOT NULL AND ($1::uuid IS NULL OR shop_id = $1) AND ($2::text IS NULL OR lane_key = $2)
  RETURNING shop_id, lane_key
), effects AS (
  UPDATE outbox SET state = 'pending', reason = NULL, detail = NULL, refusals = 0, started = 0, finished = 0,
    first_tried_at = NULL, due_at = $3
  WHERE state = 'dead' AND reason IS DISTINCT FROM 'outcome_unknown'
    AND ($1::uuid IS NULL OR shop_id = $1) AND ($2::text IS NULL OR lane_key = $2)
  RETURNING shop_id, lane_key
), woken AS (
  UPDATE lane l SET due_at = least(l.due_at, $3), arrivals = l.arrivals + 1
  FROM (
    SELECT shop_id, lane_key FROM lane JOIN (SELECT * FROM events UNION SELECT * FROM effects) t USING (shop_id, lane_key)
    ORDER BY shop_id, lane_key FOR UPDATE OF lane
  ) w WHERE l.shop_id = w.shop_id AND l.lane_key = w.lane_key
), mended AS (
  UPDATE problem p SET closed_at = $3
  WHERE p.closed_at IS NULL
    AND (p.shop_id IN (SELECT shop_id FROM events UNION SELECT shop_id FROM effects) OR (p.shop_id = $1 AND $2::text IS NULL))
    AND p.code IN ('events_quarantined', 'orders_refused', 'products_refused')
)
SELECT (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM effects) AS effects`;
