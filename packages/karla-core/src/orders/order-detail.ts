import type { Arrival, Place } from "../carriers/carrier-feed.ts";
import { standingOf } from "../events/standing-of.ts";
import type { Shop } from "../http/core-context.ts";
import type { Phase } from "../wire/shipment-event.ts";
import { addressDetail } from "./address-detail.ts";
import { additionalInfo, estimatedArrival, pickupOf } from "./carrier-detail.ts";
import { eventStrings, stateOf } from "./event-strings.ts";
import type { ScanRecord } from "./happening.ts";
import type { OrderRow, ShipmentDocument } from "./order-document.ts";
import { orderProduct, parcelProduct } from "./product-detail.ts";

export interface ShipmentRow {
  readonly id: string;
  readonly order_id: string;
  readonly document: ShipmentDocument;
  readonly arrival: Arrival | null;
  readonly updated_at: Date;
}

export interface EventRow {
  readonly shipment_id: string;
  readonly event_key: string;
  readonly phase: Phase;
  readonly happened_at: Date;
  readonly place: Place | null;
  readonly scan: ScanRecord | null;
}

/**
 * `TrackingDTO`. A draft has no carrier; a carrier that is not known has no `carrier_reference`. `phase` is an extension of
 * this core: the generated client of 2025 knows it of events alone, newer documentation searches shipments by it.
 */
export function trackingDetail(shop: Shop, order: OrderRow, shipment: ShipmentRow, events: readonly EventRow[]) {
  const { tracking_number, tracking_url, carrier_reference, products } = shipment.document;
  const { phase, flag } = standingOf({
    trackingNumber: tracking_number,
    events: events.map(({ event_key, happened_at }) => ({ name: event_key, at: happened_at })),
  });
  const carrier =
    tracking_number === null
      ? null
      : { tracking_number, ...(carrier_reference ? { carrier_reference } : {}), tracking_url: tracking_url ?? null };
  return {
    id: shipment.id,
    merchant_id: shop.id,
    merchant_slug: shop.slug,
    order_id: order.id,
    order_number: order.document.order_number,
    events: events.map((event) => ({
      event_key: event.event_key,
      time: event.happened_at.toISOString(),
      timezone: null,
      location: event.place,
      additional_info: additionalInfo(event.scan?.pickup ?? null),
      phase: event.phase,
      event_strings: eventStrings(event.event_key, event.phase),
      language: "en",
    })),
    estimated_arrival: estimatedArrival(shipment.arrival, phase),
    carrier,
    phase,
    state: stateOf(phase),
    flag,
    pickup: pickupOf(events, phase),
    updated_at: shipment.updated_at.toISOString(),
    products: products.map(parcelProduct),
  };
}

export type TrackingDetail = ReturnType<typeof trackingDetail>;

/** `OrderDetailDTO`, and `order_analytics`: an extension of this core, so that a proof can read back what was sent. */
export function orderDetail(shop: Shop, { id, document, analytics }: OrderRow, trackings: readonly TrackingDetail[]) {
  return {
    order_number: document.order_number,
    order_name: document.order_name ?? null,
    order_placed_at: document.order_placed_at ?? null,
    total_order_price: document.total_order_price ?? null,
    shipping_price: document.shipping_price ?? null,
    sub_total_price: document.sub_total_price ?? null,
    discount_price: document.discount_price,
    products: document.products.map(orderProduct),
    discounts: document.discounts.map(({ code, amount, type }) => ({
      code,
      amount: amount ?? null,
      type: type ?? null,
    })),
    email_id: document.email_id ?? null,
    address: addressDetail(document.address),
    currency: document.currency,
    segments: document.segments,
    weight: document.weight ?? null,
    merchant_slug: shop.slug,
    external_id: document.external_id,
    external_customer_id: document.external_customer_id ?? null,
    uuid: id,
    trackings,
    ...(analytics ? { order_analytics: analytics } : {}),
  };
}

export type OrderDetail = ReturnType<typeof orderDetail>;
