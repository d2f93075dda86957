import type { OrderPlacement, OrderTracking } from "@karla/api/contract";
import { jsonNumber } from "@karla/api/json-number";
import { countedFulfillments } from "./counted-fulfillments.ts";
import { type MappedFields, NOTHING_MAPPED } from "./mapped-fields.ts";
import type { Fulfillment, Order } from "./order.ts";
import { present } from "./present.ts";
import type { OrderSettings } from "./settings.ts";
import type { SkipReason } from "./skip-reason.ts";
import { skipReasonOf } from "./skip-reason-of.ts";
import { toAddress } from "./to-address.ts";
import { toAnalytics } from "./to-analytics.ts";
import { toDiscounts, withoutSign } from "./to-discounts.ts";
import { toProducts } from "./to-products.ts";
import { type SegmentPrefix, toSegments } from "./to-segments.ts";
import { toTrackings } from "./to-trackings.ts";
import { toldFulfillments } from "./told-fulfillments.ts";
import { wireInstant } from "./wire-instant.ts";

export interface ToKarlaOptions {
  settings: OrderSettings;
  segmentPrefix: SegmentPrefix;
  /** The shop or the customer asked for the data to be erased. Not a fact of the order, so it is not merged into it. */
  redacted?: boolean;
  /** What the merchant's mapping made of the order. */
  mapped?: MappedFields;
}

export type Projection =
  | { outcome: "send"; order: OrderPlacement; trackings: OrderTracking[] }
  | { outcome: "skip"; reason: SkipReason };

/**
 * What the core should know of an order, whatever it knows already (`owed` takes the difference). Pure, and the keys
 * come in the order they are written here: equal orders serialise to equal text.
 */
export function toKarla(
  order: Order,
  { settings, segmentPrefix, redacted = false, mapped = NOTHING_MAPPED }: ToKarlaOptions,
): Projection {
  const { snapshot } = order;
  if (snapshot === null) return { outcome: "skip", reason: "awaiting_order" };
  if (redacted) return { outcome: "skip", reason: "redacted" };
  const counted = countedFulfillments(order);
  const trackings = toTrackings(toldFulfillments(counted, settings), mapped);
  const reason = skipReasonOf({ order, snapshot, trackings: trackings.length, settings });
  if (reason !== null) return { outcome: "skip", reason };
  const address = toAddress(snapshot, settings);
  if (address.outcome === "skip") return address;
  return {
    outcome: "send",
    order: {
      order_number: snapshot.number,
      ...present("order_name", mapped.order.order_name ?? snapshot.name),
      ...present("order_placed_at", wireInstant(snapshot.placedAt)),
      total_order_price: jsonNumber(snapshot.total.shop),
      shipping_price: jsonNumber(snapshot.shipping.shop),
      sub_total_price: jsonNumber(snapshot.subtotal.shop),
      discount_price: jsonNumber(withoutSign(snapshot.discount.shop)),
      products: toProducts(snapshot, order, mapped.products),
      discounts: toDiscounts(snapshot),
      ...present("email_id", snapshot.email || (snapshot.customer?.email ?? null)),
      address: { ...address.address, ...present("company", mapped.company ?? address.address.company ?? null) },
      currency: snapshot.currency,
      segments: [...new Set([...toSegments(snapshot, segmentPrefix), ...mapped.segments])],
      ...present("weight", mapped.order.weight ?? null),
      external_id: order.id,
      ...present("external_customer_id", mapped.order.external_customer_id ?? snapshot.customer?.id ?? null),
      order_analytics: toAnalytics(snapshot, mapped),
      ...present("expected_number_of_shipments", mapped.order.expected_number_of_shipments ?? numberOfParcels(counted)),
    },
    trackings,
  };
}

/** Of all parcels, told or not. One is the core's default; it takes a number to say that the order comes in parts. */
function numberOfParcels(fulfillments: readonly Fulfillment[]): number | null {
  const numbers = new Set(fulfillments.flatMap(({ parcels }) => parcels.map((parcel) => parcel.trackingNumber.trim())));
  numbers.delete("");
  return numbers.size > 1 ? numbers.size : null;
}
