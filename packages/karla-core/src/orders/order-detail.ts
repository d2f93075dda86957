import { standingOf } from "../events/standing-of.ts";
import type { Shop } from "../http/core-context.ts";
import type { Address } from "../wire/address.ts";
import type { Phase } from "../wire/shipment-event.ts";
import { eventStrings, stateOf } from "./event-strings.ts";
import type { OrderRow, ShipmentDocument } from "./order-document.ts";
import { orderProduct, parcelProduct } from "./product-detail.ts";

export interface ShipmentRow {
  readonly id: string;
  readonly order_id: string;
  readonly document: ShipmentDocument;
  readonly updated_at: Date;
}

export interface EventRow {
  readonly shipment_id: string;
  readonly event_key: string;
  readonly phase: Phase;
  readonly happened_at: Date;
}

/** `AddressDTO` with every field, as FastAPI prints it. */
export function addressDetail(address: Address) {
  return {
    address_line_1: address.address_line_1 ?? null,
    address_line_2: address.address_line_2 ?? null,
    city: address.city ?? null,
    country: address.country ?? null,
    country_code: address.country_code ?? null,
    name: address.name ?? null,
    phone: address.phone ?? null,
    province: address.province ?? null,
    province_code: address.province_code ?? null,
    street: address.street ?? null,
    zip_code: address.zip_code ?? null,
    company: address.company ?? null,
  };
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
      location: null,
      additional_info: null,
      phase: event.phase,
      event_strings: eventStrings(event.event_key, event.phase),
      language: "en",
    })),
    estimated_arrival: null,
    carrier,
    phase,
    state: stateOf(phase),
    flag,
    pickup: null,
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
