import type { Shop } from "../http/core-context.ts";
import type { Happening } from "../orders/happening.ts";
import type { OrderDetail } from "../orders/order-detail.ts";

/** The notification group of an event; the shops' flows are named after it. */
const GROUPS: ReadonlyMap<string, string> = new Map([["ORDER_CANCELLED", "shipment_order_cancelled"]]);

export function refOf({ phase, name }: Happening): string {
  return `shipments/${phase}/${name}`;
}

/** `EventEnvelope`: what a webhook's body says. */
export function envelope(shop: Shop, order: OrderDetail, happening: Happening, now: Date) {
  const { trackings, ...placed } = order;
  const shipment = trackings.find(({ id }) => id === happening.shipmentId);
  const group = GROUPS.get(happening.name) ?? "shipment_pre_transit";
  return {
    source: "shipments",
    ref: refOf(happening),
    version: 1,
    triggered_at: now.toISOString(),
    event_group: group,
    event_data: {
      shipment_id: happening.shipmentId,
      event_id: happening.id,
      event_name: happening.name,
      event_group: group,
      phase: happening.phase,
      direction: "merchant_customer",
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
