import { ORDER_STATUSES } from "@karla/sync/lanes";
import type { OrderHistories } from "@karla/sync/order-history";
import { EFFECTS } from "@karla/sync/outbox";
import { Delivered } from "@karla/sync/owed";
import type { Pool } from "pg";
import { z } from "zod";

/**
 * $1 shop, $2 order: one row, whatever is there. Karla's own events have lanes of their own; none of them is among these. What was used
 * of an order after a message that was not is newer than whatever that one said.
 */
const HISTORY = `
WITH events AS (
  SELECT count(*)::int AS total, count(*) FILTER (WHERE state = 'pending')::int AS pending, min(received_at) AS first_at,
    max(received_at) AS last_at, max(received_at) FILTER (WHERE state = 'done') AS used_at
  FROM inbox_event WHERE shop_id = $1 AND lane_key = $2
), unusable AS (
  SELECT received_at AS at, reason FROM inbox_event WHERE shop_id = $1 AND lane_key = $2 AND state = 'quarantined'
  ORDER BY received_at DESC LIMIT 1
), tried AS (
  SELECT started_at AS at, mapping_version AS mapping FROM delivery
  WHERE shop_id = $1 AND lane_key = $2 AND effect = 'order' ORDER BY started_at DESC LIMIT 1
)
SELECT e.total, e.pending, e.first_at, e.last_at, u.at AS unusable_at, u.reason AS unusable_reason,
  o.order_id IS NOT NULL AS booked, o.name, o.status, o.reason, o.state IS NULL AS erased, o.received_at, o.updated_at,
  o.delivered_at, o.delivered, t.at AS tried_at, t.mapping, m.muted_at,
  (SELECT coalesce(json_agg(json_build_object('effect', b.effect, 'state', b.state, 'reason', b.reason,
      'decidedAt', b.created_at, 'deliveredAt', b.delivered_at) ORDER BY b.effect), '[]')
    FROM outbox b WHERE b.shop_id = $1 AND b.lane_key = $2) AS effects,
  EXISTS (SELECT FROM shop WHERE shop_id = $1 AND connection IS NOT NULL) AS connected,
  ARRAY(SELECT code FROM problem WHERE shop_id = $1 AND closed_at IS NULL ORDER BY opened_at) AS problems
FROM events e
  LEFT JOIN unusable u ON e.used_at IS NULL OR u.at > e.used_at
  LEFT JOIN tried t ON true
  LEFT JOIN shop_order o ON o.shop_id = $1 AND o.order_id = $2
  LEFT JOIN muted_order m ON m.shop_id = $1 AND m.order_id = $2`;

/** PostgreSQL writes instants in JSON with its own offset. */
const Instant = z.string().transform((text) => new Date(text).toISOString());
const Effects = z.array(
  z.object({
    effect: z.enum(EFFECTS),
    state: z.enum(["pending", "delivered", "dead"]),
    reason: z.string().nullable(),
    decidedAt: Instant,
    deliveredAt: Instant.nullable(),
  }),
);
const Status = z.enum(ORDER_STATUSES);

/** The ways of orders in the database. */
export function createOrderHistoriesStore({ pool }: { pool: Pool }): OrderHistories {
  return {
    async of(shopId, orderId) {
      const { rows } = await pool.query<Row>({ name: "order-history", text: HISTORY, values: [shopId, orderId] });
      const [row] = rows;
      if (row === undefined || (row.total === 0 && !row.booked)) return null;
      return {
        events: { firstAt: iso(row.first_at), lastAt: iso(row.last_at), pending: row.pending },
        quarantined:
          row.unusable_at === null ? null : { at: row.unusable_at.toISOString(), reason: row.unusable_reason },
        order: bookedOf(row),
        tried: row.tried_at === null ? null : { at: row.tried_at.toISOString(), mapping: row.mapping },
        effects: Effects.parse(row.effects),
        mutedAt: iso(row.muted_at),
        shop: { connected: row.connected, problems: row.problems },
      };
    },
  };
}

interface Row {
  total: number;
  pending: number;
  first_at: Date | null;
  last_at: Date | null;
  unusable_at: Date | null;
  unusable_reason: string | null;
  booked: boolean;
  name: string | null;
  status: string | null;
  reason: string | null;
  erased: boolean;
  received_at: Date | null;
  updated_at: Date | null;
  delivered_at: Date | null;
  delivered: string | null;
  tried_at: Date | null;
  mapping: number | null;
  muted_at: Date | null;
  effects: unknown;
  connected: boolean;
  problems: string[];
}

function bookedOf(row: Row) {
  if (row.received_at === null || row.updated_at === null) return null;
  const { name, reason, erased, received_at, updated_at, delivered_at, delivered } = row;
  return {
    name,
    status: Status.parse(row.status),
    reason,
    erased,
    receivedAt: received_at.toISOString(),
    updatedAt: updated_at.toISOString(),
    deliveredAt: iso(delivered_at),
    trackings: delivered === null ? 0 : Object.keys(Delivered.parse(JSON.parse(delivered)).trackings).length,
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
