import type { Queryable } from "../db/in-transaction.ts";
import type { Shop } from "../http/core-context.ts";
import type { OrderTracking } from "../wire/order.ts";

/**
 * Has a carrier asked about a parcel from now on, or about its new carrier. A parcel that was shipped long ago, as an import
 * brings it, is as old as its shipping: how long it is asked about is counted from there.
 */
export async function watchParcel(
  tx: Queryable,
  shop: Shop,
  { shipmentId, tracking, now }: { shipmentId: string; tracking: OrderTracking; now: Date },
): Promise<void> {
  const placedAt = tracking.tracking_placed_at ? new Date(tracking.tracking_placed_at) : now;
  await tx.query(
    `insert into karla_core.carrier_watch (shop_id, shipment_id, carrier, begun_at, due_at, turns, failures)
     values ($1, $2, $3, $4, $5, 0, 0)
     on conflict (shop_id, shipment_id) do update set carrier = excluded.carrier, due_at = excluded.due_at
     where carrier_watch.carrier is distinct from excluded.carrier`,
    [shop.id, shipmentId, tracking.carrier_reference ?? null, placedAt < now ? placedAt : now, now],
  );
}
