import type { Clock } from "@karla/sync/clock";
import { DATA_REQUEST_OUTCOMES, type DataRequests } from "@karla/sync/data-requests";
import type { Source } from "@karla/sync/inbox";
import type { Pool } from "pg";
import type { BodyBox } from "../body-box.ts";
import { inTransaction } from "../in-transaction.ts";
import { eventPages } from "./erasure-pages.ts";
import { IS_OPEN_REQUEST, whenNobodyAsks } from "./open-requests.ts";

/** Requests that wait for somebody, as receipts. A request is named by its event's key. */
export const OPEN_DATA_REQUESTS = `
SELECT shop_id, encode(event_key, 'hex') AS request, 'data_request' AS kind, topic AS asked_by, received_at AS asked_at,
  NULL::timestamptz AS finished_at, NULL AS outcome, 0 AS orders, 0 AS given_to_core, '{}' AS rows
FROM inbox_event WHERE ${IS_OPEN_REQUEST}`;

const ANSWER = `
WITH answered AS (
  UPDATE inbox_event SET body = NULL, headers = '{}' WHERE shop_id = $1 AND event_key = decode($2, 'hex') AND ${IS_OPEN_REQUEST}
  RETURNING topic, received_at
)
INSERT INTO erasure (shop_id, request, kind, asked_by, asked_at, started_at, finished_at, outcome, orders, given_to_core)
SELECT $1, $2, 'data_request', topic, received_at, $3, $3, $4, $5, $6 FROM answered`;

const NAMED = `
SELECT order_id FROM shop_order WHERE shop_id = $1 AND lower(name) = ANY($2::text[]) AND state IS NOT NULL
ORDER BY order_id LIMIT 2`;

const MESSAGES = `
SELECT source, topic, encode(event_key, 'hex') AS key, received_at, body IS NOT NULL AS kept FROM inbox_event
WHERE shop_id = $1 AND lane_key = $2 ORDER BY received_at`;

interface Row {
  source: Source;
  topic: string;
  key: string;
  received_at: Date;
  kept: boolean;
}

export function createDataRequestsStore(deps: { pool: Pool; clock: Clock; bodies: BodyBox }): DataRequests {
  const { pool, clock } = deps;
  const events = eventPages(deps);
  const [answered] = DATA_REQUEST_OUTCOMES;
  return {
    find: (shopId, request) => events.dataRequest(shopId, request),
    answer: (shopId, request, { orders, givenToCore }) =>
      inTransaction(pool, async (client) => {
        const now = new Date(clock.now());
        const { rowCount } = await client.query(ANSWER, [shopId, request, now, answered, orders, givenToCore]);
        if (rowCount === 1) await whenNobodyAsks(client, { shopId, now });
        return rowCount === 1;
      }),
    async ordersNamed(shopId, names) {
      const lower = names.map((name) => name.toLowerCase());
      const { rows } = await pool.query<{ order_id: string }>(NAMED, [shopId, lower]);
      return rows.map(({ order_id }) => order_id);
    },
    async messagesIn(shopId, laneKey) {
      const { rows } = await pool.query<Row>(MESSAGES, [shopId, laneKey]);
      return rows.map(({ source, topic, key, received_at, kept }) => {
        return { source, topic, eventKey: key, receivedAt: received_at.toISOString(), isKept: kept };
      });
    },
  };
}
