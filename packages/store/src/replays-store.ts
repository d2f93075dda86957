import { createHash } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { ReplayableEvent } from "@karla/sync/replay-data";
import { REDELIVERY, withReplayTerms } from "@karla/sync/replay-terms";
import type { Replays } from "@karla/sync/replays";
import type { Pool } from "pg";
import { z } from "zod";
import type { BodyBox } from "./body-box.ts";
import { type EventRow, itemsIn, ORDERS, OUTBOX, type OutboxRow, toEvent } from "./load-turns.ts";
import type { OrderBox, OrderRow } from "./order-box.ts";

/** $1 shop, $2 order. An attempt that failed made nothing that the core has. */
const MADE_WITH = `
SELECT coalesce(mapping_version, 0) AS mapping FROM delivery
WHERE shop_id = $1 AND lane_key = $2 AND effect = 'order' AND payload_hash IS NOT NULL ORDER BY started_at DESC LIMIT 1`;

const EVENTS = `
SELECT encode(event_key, 'hex') AS id, source, topic, received_at AS at, state, reason, body IS NOT NULL AS "isKept" FROM inbox_event
WHERE shop_id = $1 AND lane_key = $2 ORDER BY received_at DESC LIMIT 100`;

/** Of two bodies under one key the first one counts. All sources there are: the key's index begins with them. */
const OF_KEY = `
FROM inbox_event WHERE shop_id = $1 AND source IN ('shopify', 'shopware', 'karla') AND event_key = $2
ORDER BY received_at LIMIT 1`;

/** An arrival is counted, so that a turn under way sees it. */
const AGAIN = `
WITH again AS (
  UPDATE inbox_event SET state = 'pending', headers = $5, reason = NULL, detail = NULL, deaths = 0, failures = 0,
    finished_at = NULL
  WHERE shop_id = $1 AND source = $2 AND event_key = $3 AND body_hash = $4 AND state <> 'pending' AND body IS NOT NULL
  RETURNING shop_id, lane_key
)
UPDATE lane l SET due_at = least(l.due_at, $6), arrivals = l.arrivals + 1
FROM again a WHERE l.shop_id = a.shop_id AND l.lane_key = a.lane_key`;

/** Wishes to have an order delivered again are none of what was received. */
const ORDERS_IN = `
SELECT DISTINCT e.lane_key AS id FROM inbox_event e JOIN shop_order o ON o.shop_id = e.shop_id AND o.order_id = e.lane_key
WHERE e.shop_id = $1 AND e.received_at >= $2 AND e.received_at < $3 AND e.lane_key > $4 AND e.topic <> $5
ORDER BY e.lane_key LIMIT $6`;

const KEY = /^[0-9a-f]{64}$/;
const State = z.enum(["pending", "done", "quarantined"]);

/** What can be replayed, on PostgreSQL. */
export function createReplaysStore(deps: { pool: Pool; clock: Clock; bodies: BodyBox; orders: OrderBox }): Replays {
  const { pool, clock, bodies, orders } = deps;
  async function rows<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    return (await pool.query<Row>(text, values)).rows;
  }
  return {
    async look(shopId, laneKey) {
      const lane = [[shopId], [laneKey]];
      const [row] = await rows<OrderRow>(ORDERS, lane);
      const outbox = await rows<OutboxRow>(OUTBOX, lane);
      const [made] = await rows<{ mapping: number }>(MADE_WITH, [shopId, laneKey]);
      return {
        turn: {
          lease: { shopId, laneKey, token: "", until: 0, arrivals: 0n },
          events: [],
          more: false,
          resend: false,
          ...itemsIn(outbox),
          order: row === undefined ? null : await orders.open(row),
        },
        mapping: made?.mapping ?? null,
      };
    },
    async eventsOf(shopId, laneKey) {
      const found = await rows<Omit<ReplayableEvent, "receivedAt"> & { at: Date }>(EVENTS, [shopId, laneKey]);
      return found.map(({ at, state, ...event }) => ({
        ...event,
        state: State.parse(state),
        receivedAt: at.toISOString(),
      }));
    },
    async event(shopId, id) {
      const [row] = await rows<EventRow & { state: string }>(`SELECT * ${OF_KEY}`, [shopId, keyOf(id)]);
      if (row === undefined) return null;
      const event =
        row.body === null ? null : toEvent({ ...row, deaths: 0, failures: 0, conflicts: false }, shopId, bodies);
      return { event, laneKey: row.lane_key, state: State.parse(row.state) };
    },
    async again(shopId, { source, eventKey, bodyHash, headers }, terms) {
      const written = JSON.stringify(withReplayTerms(headers, terms));
      const values = [shopId, source, eventKey, bodyHash, written, new Date(clock.now())];
      return (await pool.query(AGAIN, values)).rowCount === 1;
    },
    async outcomeOf(shopId, id) {
      const [row] = await rows<{ state: string; reason: string | null }>(`SELECT state, reason ${OF_KEY}`, [
        shopId,
        keyOf(id),
      ]);
      return row === undefined ? null : { state: State.parse(row.state), reason: row.reason };
    },
    async ordersIn(shopId: ShopId, { from, to, after }, limit) {
      const values = [shopId, new Date(from), new Date(to), after, REDELIVERY, limit];
      return (await rows<{ id: string }>(ORDERS_IN, values)).map(({ id }) => id);
    },
  };
}

/** The key as it is shown, or the delivery id that it was made of. */
function keyOf(id: string): Buffer {
  return KEY.test(id) ? Buffer.from(id, "hex") : createHash("sha256").update(id).digest();
}
