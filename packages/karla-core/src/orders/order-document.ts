import type { Address } from "../wire/address.ts";
import type { OrderAnalytics, OrderPlacement, OrderTracking } from "../wire/order.ts";

/** An order as last written, with the union of all segments it was ever sent with. Analytics live in a column of their own. */
export type OrderDocument = Omit<OrderPlacement, "order_analytics" | "address"> & { readonly address: Address };

/** A parcel as last written; a draft has no number yet. */
export type ShipmentDocument = Omit<OrderTracking, "tracking_number"> & { readonly tracking_number: string | null };

export interface OrderRow {
  readonly id: string;
  readonly document: OrderDocument;
  readonly analytics: OrderAnalytics | null;
}

/**
 * The document after `placement`: everything is what was sent last, but segments are a union. The documented core never
 * removes a segment because an upsert lacks it.
 */
export function nextDocument(known: OrderDocument | null, placement: OrderPlacement): OrderDocument {
  const { order_analytics: _, ...sent } = placement;
  return { ...sent, segments: [...new Set([...(known?.segments ?? []), ...sent.segments])] };
}
