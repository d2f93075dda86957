import type { Queryable } from "../db/in-transaction.ts";
import { shipmentEntry } from "../events/catalogue.ts";
import type { Shop } from "../http/core-context.ts";
import { type EventRow, type OrderDetail, orderDetail, type ShipmentRow, trackingDetail } from "./order-detail.ts";
import type { OrderRow } from "./order-document.ts";

/** The answers for `orders`, in their order, with their parcels and events read in two statements. */
export async function readDetails(db: Queryable, shop: Shop, orders: readonly OrderRow[]): Promise<OrderDetail[]> {
  if (orders.length === 0) return [];
  const { rows: shipments } = await db.query<ShipmentRow>(
    `select id, order_id, document, arrival, updated_at from karla_core.shipment
     where shop_id = $1 and order_id = any($2::uuid[]) order by position, id`,
    [shop.id, orders.map(({ id }) => id)],
  );
  const { rows: events } = await db.query<EventRow>(
    `select shipment_id, event_key, phase, happened_at, place, scan from karla_core.shipment_event
     where shop_id = $1 and shipment_id = any($2::uuid[]) order by happened_at, recorded_at, id`,
    [shop.id, shipments.map(({ id }) => id)],
  );
  const shipmentsOf = Map.groupBy(shipments, ({ order_id }) => order_id);
  const eventsOf = Map.groupBy(events.toSorted(byTime), ({ shipment_id }) => shipment_id);
  return orders.map((order) => {
    const trackings = (shipmentsOf.get(order.id) ?? []).map((shipment) =>
      trackingDetail(shop, order, shipment, eventsOf.get(shipment.id) ?? []),
    );
    return orderDetail(shop, order, trackings);
  });
}

/** Carriers tell minutes: of two events of the same one, that comes first which does in a parcel's life; what nobody knows, last. */
function byTime(one: EventRow, other: EventRow): number {
  const rankOf = ({ event_key }: EventRow) => shipmentEntry(event_key)?.rank ?? Number.MAX_SAFE_INTEGER;
  return one.happened_at.getTime() - other.happened_at.getTime() || rankOf(one) - rankOf(other);
}
