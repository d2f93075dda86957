import type { ClaimDetail } from "../claims/claim-detail.ts";
import { type ClaimNews, claimEventData } from "../claims/claim-news.ts";
import type { EventGroup } from "../events/event-groups.ts";
import type { Shop } from "../http/core-context.ts";
import type { Happening } from "../orders/happening.ts";
import type { OrderDetail, TrackingDetail } from "../orders/order-detail.ts";

/** What a webhook can tell of. */
export type News = Happening | ClaimNews;

/** News as one group of notifications is told of it. */
export interface Announcement {
  /** Of its own for each group: receivers recognise by it what they had already. */
  readonly eventId: string;
  readonly group: EventGroup;
  readonly news: News;
}

/** What is around the news when it is told. */
interface Surroundings {
  /** Null: a claim about no order. */
  readonly order: OrderDetail | null;
  readonly claims: readonly ClaimDetail[];
  readonly now: Date;
  readonly publicUrl: string;
}

export function refOf(news: News): string {
  return news.source === "claims" ? `claims/${news.action}` : `shipments/${news.phase}/${news.name}`;
}

/** `EventEnvelope`: what a webhook's body says. */
export function envelope(shop: Shop, { eventId, group, news }: Announcement, surroundings: Surroundings) {
  const { order, claims, now, publicUrl } = surroundings;
  const { trackings = [], ...placed } = order ?? {};
  return {
    source: news.source,
    ref: refOf(news),
    version: 1,
    triggered_at: now.toISOString(),
    event_group: group,
    event_data:
      news.source === "claims"
        ? claimEventData(news, group, publicUrl)
        : shipmentEventData({ eventId, group, happening: news, trackings, now }),
    context: {
      ...(order === null ? {} : { order: placed, customer: customer(order) }),
      shipments: trackings,
      claims,
    },
    shop_slug: shop.slug,
    shop_id: shop.id,
  };
}

/** `ShipmentEventData`. */
function shipmentEventData(told: {
  eventId: string;
  group: EventGroup;
  happening: Happening;
  trackings: readonly TrackingDetail[];
  now: Date;
}) {
  const { eventId, group, happening, trackings, now } = told;
  const shipment = trackings.find(({ id }) => id === happening.shipmentId);
  return {
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
