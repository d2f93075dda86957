import type { KeptEvent, Page } from "@karla/sync/erasures";
import type { ShopId } from "@karla/sync/ids";
import { SHOP_LANE, type Source } from "@karla/sync/inbox";
import type { Order } from "@karla/sync/order";
import type { Pool } from "pg";
import { z } from "zod";
import type { BodyBox } from "../body-box.ts";
import type { OrderBox, OrderRow } from "../order-box.ts";

const PAGE = 50;

const ORDERS = `
SELECT shop_id, order_id, state, version, status, reason, delivered FROM shop_order
WHERE shop_id = $1 AND state IS NOT NULL AND order_id > $2 ORDER BY order_id LIMIT ${PAGE}`;

const EVENT = "source, event_key, body_hash, topic, lane_key, headers, body";

/** By the primary key. What comes meanwhile, in front of it, finds the tombstones. */
const EVENTS = `
SELECT ${EVENT} FROM inbox_event
WHERE shop_id = $1 AND (source, event_key, body_hash) > ($2, decode($3, 'hex'), decode($4, 'hex'))
  AND body IS NOT NULL AND lane_key NOT LIKE 'redact/%'
ORDER BY source, event_key, body_hash LIMIT ${PAGE}`;

const IN_LANE = `
SELECT ${EVENT} FROM inbox_event WHERE shop_id = $1 AND lane_key = $2 AND state = 'done' AND body IS NOT NULL
ORDER BY received_at LIMIT 1`;

const DATA_REQUEST = `
SELECT ${EVENT} FROM inbox_event WHERE shop_id = $1 AND lane_key = $2 AND event_key = decode($3, 'hex')
  AND reason = 'data_request' AND body IS NOT NULL`;

const Headers = z.record(z.string(), z.string());

interface EventRow {
  source: Source;
  event_key: Buffer;
  body_hash: Buffer;
  topic: string;
  lane_key: string;
  headers: string;
  body: Buffer;
}

export async function ordersAfter(
  { pool, orders }: { pool: Pool; orders: OrderBox },
  shopId: ShopId,
  after: string | null,
): Promise<Page<Order>> {
  const { rows } = await pool.query<OrderRow>(ORDERS, [shopId, after ?? ""]);
  const items: Order[] = [];
  for (const row of rows) items.push((await orders.open(row)).order);
  return { items, after: rows.length < PAGE ? null : (rows.at(-1)?.order_id ?? null) };
}

export function eventPages({ pool, bodies }: { pool: Pool; bodies: BodyBox }) {
  const toEvent = (shopId: ShopId, row: EventRow): KeptEvent => {
    const id = { shopId, source: row.source, eventKey: row.event_key, bodyHash: row.body_hash };
    const headers = Headers.parse(JSON.parse(row.headers));
    return { ...id, topic: row.topic, laneKey: row.lane_key, headers, body: bodies.open(id, row.body) };
  };
  return {
    async inLane(shopId: ShopId, laneKey: string): Promise<KeptEvent | null> {
      const { rows } = await pool.query<EventRow>(IN_LANE, [shopId, laneKey]);
      return rows[0] === undefined ? null : toEvent(shopId, rows[0]);
    },
    async dataRequest(shopId: ShopId, request: string): Promise<KeptEvent | null> {
      const { rows } = await pool.query<EventRow>(DATA_REQUEST, [shopId, SHOP_LANE, request]);
      return rows[0] === undefined ? null : toEvent(shopId, rows[0]);
    },
    async after(shopId: ShopId, after: string | null): Promise<Page<KeptEvent>> {
      const [source = "", key = "", hash = ""] = (after ?? "").split(" ");
      const { rows } = await pool.query<EventRow>(EVENTS, [shopId, source, key, hash]);
      const last = rows.length < PAGE ? undefined : rows.at(-1);
      return {
        items: rows.map((row) => toEvent(shopId, row)),
        after: last === undefined ? null : placeOf(last),
      };
    },
  };
}

function placeOf(row: EventRow): string {
  return [row.source, row.event_key.toString("hex"), row.body_hash.toString("hex")].join(" ");
}
