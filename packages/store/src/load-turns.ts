import { setImmediate as pause } from "node:timers/promises";
import type { ShopId } from "@karla/sync/ids";
import type { Source } from "@karla/sync/inbox";
import { isSuspect, type LaneEvent, type Lease, type Turn } from "@karla/sync/lanes";
import { type Effect, isEffect, type OutboxItem } from "@karla/sync/outbox";
import type { PoolClient } from "pg";
import type { BodyBox } from "./body-box.ts";
import { type Claimed, type ClaimedLane, leaseOf } from "./claim-lanes.ts";
import type { OrderBox, OrderRow } from "./order-box.ts";

/**
 * One more than asked for shows that more are pending. After a death a lane's events are run one by one. Of two bodies under
 * one key the first one counts; two receivers may store them in the same instant, or in another order than they stamped them.
 */
const EVENTS = `
SELECT w.shop_id, w.lane_key, e.source, e.event_key, e.body_hash, e.topic, e.headers, e.body, e.received_at, e.deaths, e.failures,
  EXISTS (
    SELECT 1 FROM inbox_event o
    WHERE o.shop_id = e.shop_id AND o.source = e.source AND o.event_key = e.event_key AND o.body_hash <> e.body_hash
      AND (o.state = 'done' OR (o.received_at, o.body_hash) < (e.received_at, e.body_hash))
  ) AS conflicts
FROM unnest($1::uuid[], $2::text[]) AS w(shop_id, lane_key) CROSS JOIN LATERAL (
  SELECT * FROM inbox_event i
  WHERE i.shop_id = w.shop_id AND i.lane_key = w.lane_key AND i.state = 'pending'
  ORDER BY i.received_at LIMIT $3
) e`;

export const OUTBOX = `
SELECT o.* FROM unnest($1::uuid[], $2::text[]) AS w(shop_id, lane_key) JOIN outbox o USING (shop_id, lane_key)`;

export const ORDERS = `
SELECT o.shop_id, o.order_id, o.state, o.version, o.status, o.reason, o.delivered
FROM unnest($1::uuid[], $2::text[]) AS w(shop_id, order_id) JOIN shop_order o USING (shop_id, order_id)
WHERE o.state IS NOT NULL`;

/** The events that a dead lease held: the lane's oldest pending ones. */
const COUNT_DEATHS = `
UPDATE inbox_event e SET deaths = e.deaths + 1
FROM unnest($1::uuid[], $2::text[], $3::int[]) AS w(shop_id, lane_key, held) CROSS JOIN LATERAL (
  SELECT i.source, i.event_key, i.body_hash FROM inbox_event i
  WHERE i.shop_id = w.shop_id AND i.lane_key = w.lane_key AND i.state = 'pending'
  ORDER BY i.received_at LIMIT w.held
) h
WHERE e.shop_id = w.shop_id AND e.source = h.source AND e.event_key = h.event_key AND e.body_hash = h.body_hash`;

/** The lanes are locked in one order, as every writer takes them. */
const NOTE_HELD = `
WITH locked AS (
  SELECT w.* FROM unnest($1::uuid[], $2::text[], $3::int[]) AS w(shop_id, lane_key, held) JOIN lane l USING (shop_id, lane_key)
  WHERE l.lease_token = $4 ORDER BY shop_id, lane_key FOR UPDATE OF l
)
UPDATE lane l SET leased_events = w.held
FROM locked w WHERE l.shop_id = w.shop_id AND l.lane_key = w.lane_key`;

interface LaneRow {
  shop_id: string;
  lane_key: string;
}

export interface EventRow extends LaneRow {
  source: Source;
  event_key: Buffer;
  body_hash: Buffer;
  topic: string;
  headers: string;
  body: Buffer | null;
  received_at: Date;
  deaths: number;
  failures: number;
  conflicts: boolean;
}

export interface OutboxRow extends LaneRow {
  effect: string;
  version: number;
  state: OutboxItem["state"];
  due_at: Date;
  started: number;
  finished: number;
  refusals: number;
  first_tried_at: Date | null;
  open_ms_at_first: string;
  mapping_version: number | null;
}

export interface LoadedTurns {
  turns: Turn[];
  /** Leased lanes of which something does not open: a lost key, a damaged row. */
  unreadable: { lease: Lease; error: unknown }[];
}

/**
 * Reads what the leased lanes hold. Runs after the lease is committed, hence in a newer snapshot: each arrival that the
 * lease counted is visible, so that none can be overlooked when the lane is given back.
 */
export async function loadTurns(
  client: PoolClient,
  claimed: Claimed,
  maxEvents: number,
  boxes: { bodies: BodyBox; orders: OrderBox },
): Promise<LoadedTurns> {
  const { lanes } = claimed;
  const loaded: LoadedTurns = { turns: [], unreadable: [] };
  if (lanes.length === 0) return loaded;
  const where = [lanes.map((lane) => lane.shop_id), lanes.map((lane) => lane.lane_key)];
  await countDeaths(client, lanes);
  const events = await client.query<EventRow>({
    name: "lane-events",
    text: EVENTS,
    values: [...where, maxEvents + 1],
  });
  const outbox = await client.query<OutboxRow>({ name: "lane-outbox", text: OUTBOX, values: where });
  const orders = await client.query<OrderRow>({ name: "lane-orders", text: ORDERS, values: where });
  const eventsOf = groupByLane(events.rows);
  const outboxOf = groupByLane(outbox.rows);
  const orderOf = new Map(orders.rows.map((row) => [laneOf(row.shop_id, row.order_id), row]));
  for (const lane of lanes) {
    const key = laneOf(lane.shop_id, lane.lane_key);
    const lease = leaseOf(lane, claimed);
    const { shopId } = lease;
    const pending = eventsOf.get(key) ?? [];
    const limit = pending.some((row) => row.deaths > 0) ? 1 : maxEvents;
    try {
      const order = orderOf.get(key);
      loaded.turns.push({
        lease,
        events: await openEvents(pending.slice(0, limit), shopId, boxes.bodies),
        more: pending.length > limit,
        resend: lane.resend,
        ...itemsIn(outboxOf.get(key) ?? []),
        order: order === undefined ? null : await boxes.orders.open(order),
      });
    } catch (error) {
      // One lane that cannot be read must not keep all others from being claimed.
      loaded.unreadable.push({ lease, error });
    }
  }
  const held = loaded.turns.map(({ lease }) => lease);
  await client.query({
    name: "lane-held",
    text: NOTE_HELD,
    values: [
      held.map(({ shopId }) => shopId),
      held.map(({ laneKey }) => laneKey),
      loaded.turns.map((turn) => (isSuspect(turn) ? 0 : turn.events.length)),
      claimed.token,
    ],
  });
  return loaded;
}

async function countDeaths(client: PoolClient, lanes: readonly ClaimedLane[]): Promise<void> {
  const dead = lanes.filter((lane) => lane.died_at !== null && lane.leased_events > 0);
  if (dead.length === 0) return;
  const values = [
    dead.map((lane) => lane.shop_id),
    dead.map((lane) => lane.lane_key),
    dead.map((lane) => lane.leased_events),
  ];
  await client.query({ name: "lane-deaths", text: COUNT_DEATHS, values });
}

/** One after the other: to open all bodies of a claim in one go would hold up every call that is under way. */
async function openEvents(rows: readonly EventRow[], shopId: ShopId, bodies: BodyBox): Promise<LaneEvent[]> {
  const events: LaneEvent[] = [];
  for (const row of rows) {
    await pause();
    events.push(toEvent(row, shopId, bodies));
  }
  return events;
}

export function toEvent(row: EventRow, shopId: ShopId, bodies: BodyBox): LaneEvent {
  const event = { shopId, source: row.source, eventKey: row.event_key, bodyHash: row.body_hash };
  return {
    ...event,
    topic: row.topic,
    body: row.body === null ? Buffer.alloc(0) : bodies.open(event, row.body),
    headers: JSON.parse(row.headers) as Record<string, string>,
    receivedAt: row.received_at.getTime(),
    deaths: row.deaths,
    failures: row.failures,
    conflicts: row.conflicts,
  };
}

export function itemsIn(rows: readonly OutboxRow[]): Pick<Turn, "outbox" | "owesUnknown"> {
  return {
    outbox: rows.flatMap((row) => (isEffect(row.effect) ? [toItem(row.effect, row)] : [])),
    owesUnknown: rows.some(({ effect, state }) => state === "pending" && !isEffect(effect)),
  };
}

function toItem(effect: Effect, row: OutboxRow): OutboxItem {
  return {
    effect,
    state: row.state,
    version: row.version,
    dueAt: row.due_at.getTime(),
    started: row.started,
    finished: row.finished,
    refusals: row.refusals,
    firstTriedAt: row.first_tried_at?.getTime() ?? null,
    openMsAtFirst: Number(row.open_ms_at_first),
    ...(row.mapping_version === null ? {} : { mapping: row.mapping_version }),
  };
}

function groupByLane<Row extends LaneRow>(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, (row) => laneOf(row.shop_id, row.lane_key));
}

function laneOf(shopId: string, laneKey: string): string {
  return `${shopId}${laneKey}`;
}
