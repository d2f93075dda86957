import type { EventGroup } from "../events/event-groups.ts";
import type { Shop } from "../http/core-context.ts";
import type { Happening } from "../orders/happening.ts";
import type { OrderDetail } from "../orders/order-detail.ts";

/** A happening as one group of notifications is told of it. */
export interface Announcement {
  /** Of its own for each group: receivers recognise by it what they had already. */
  readonly eventId: string;
  readonly group: EventGroup;
  readonly happening: Happening;
}

export function refOf({ phase, name }: Happening): string {
  return `shipments/${phase}/${name}`;
}

/** `EventEnvelope`: what a webhook's body says. */
export function envelope(shop: Shop, order: OrderDetail, { eventId, group, happening }: Announcement, now: Date) {
  const { trackings, ...placed } = order;
  const shipment = trackings.find(({ id }) => id === happening.shipmentId);
  return {
    source: "shipments",
    ref: refOf(happening),
    version: 1,
    triggered_at: now.toISOString(),
    event_group: group,
    event_data: {
      shipment_id: happening.shipmentId,
      event_id: eventId,
      event_name: happening.name,
      event_group: group,
      phase: happening.phase,
      direction: happening.direction,
      tracking_number: shipment?.carrier?.tracking_number ?? null,
      tracking_url: shipment?.carrier?.tracking_url ?? null,
      carrier_reference: shipment?.carrier?.carrier_reference ?? null,
      updated_at: shipment?.updated_at ?? now.toISOString(),
    },
    context: { order: placed, customer: customer(order), shipments: trackings, claims: [] },
    shop_slug: shop.slug,
    shop_id: shop.id,
  };
}

function customer({ external_customer_id, email_id, address }: OrderDetail) {
  const words = (address.name ?? "").trim().split(/\s+/);
  return {
    external_id: external_customer_id,
    email: email_id,
    first_name: words.length > 1 ? words.slice(0, -1).join(" ") : null,
    last_name: words.at(-1) || null,
  };
}
