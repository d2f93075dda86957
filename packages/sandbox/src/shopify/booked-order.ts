import type { Currency, Presentment } from "./currency.ts";
import type { Kind } from "./kinds.ts";

/**
 * An order as the shop's own books hold it. Instants are milliseconds since the epoch (whole seconds), money is whole
 * numbers of the currency's smallest unit, ids are text. Nothing here is shaped after any receiver of the shop's
 * webhooks: what a receiver should have made of an order is judged against this.
 */
export interface BookedOrder {
  id: string;
  /** The number customers know: 1001. */
  number: number;
  /** The number as printed: "#1001". */
  name: string;
  kinds: readonly Kind[];
  /** Grows with each change. Also written into the attribute `_version`. */
  version: number;
  createdAt: number;
  /** When the customer bought: earlier than `createdAt` for what a seller typed in later. */
  processedAt: number;
  updatedAt: number;
  /** The shop's offset from UTC, in which it prints its instants. */
  utcOffsetMinutes: number;
  test: boolean;
  /** Where it was sold: "web", "pos", "shopify_draft_order". */
  channel: string;
  currency: Currency;
  presentment: Presentment | null;
  taxesIncluded: boolean;
  lines: readonly BookedLine[];
  shipping: BookedShipping | null;
  discountCodes: readonly BookedDiscountCode[];
  email: string | null;
  phone: string | null;
  customer: BookedCustomer | null;
  company: { id: string; locationId: string } | null;
  shippingAddress: BookedAddress | null;
  billingAddress: BookedAddress | null;
  /** What the shop wrote on the order, in its order; `_version` is the last one. */
  attributes: readonly BookedAttribute[];
  tags: readonly string[];
  /** Tags the order once had. */
  formerTags: readonly string[];
  note: string | null;
  /** The order's own. Its customer's and its products' are with them. */
  metafields: readonly BookedMetafield[];
  landingSite: string | null;
  /** Set in few shops only; most leave the ref in the landing site. */
  landingSiteRef: string | null;
  referringSite: string | null;
  locationId: string | null;
  token: string;
  paid: boolean;
  cancelledAt: number | null;
  deletedAt: number | null;
  fulfillments: readonly BookedFulfillment[];
  refunds: readonly BookedRefund[];
  totals: BookedTotals;
}

export interface BookedLine {
  id: string;
  productId: string | null;
  variantId: string | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  /** Of one piece. */
  price: number;
  /** Pieces ordered, those an edit added included. */
  ordered: number;
  /** Pieces an edit took away. */
  removed: number;
  /** Pieces given back, or never sent after a cancellation. */
  refunded: number;
  /** On the whole line. */
  discount: number;
  tax: { title: string; rate: string; amount: number } | null;
  duties: number;
  requiresShipping: boolean;
  giftCard: boolean;
  grams: number;
  properties: readonly BookedAttribute[];
  /** Of the variant. No webhook shows it. */
  picture: BookedPicture | null;
  /** Of the product and of the variant, which other lines may share. */
  productMetafields: readonly BookedMetafield[];
  variantMetafields: readonly BookedMetafield[];
}

export interface BookedPicture {
  src: string;
  /** What it shows, in words. */
  alt: string | null;
}

export interface BookedShipping {
  id: string;
  title: string;
  code: string | null;
  price: number;
}

export interface BookedDiscountCode {
  code: string;
  amount: number;
  type: "fixed_amount" | "percentage" | "shipping";
}

export interface BookedAttribute {
  name: string;
  value: string;
}

/** What an app or the merchant wrote on a thing of the shop. No webhook shows it. */
export interface BookedMetafield {
  namespace: string;
  key: string;
  /** In Shopify's words: "single_line_text_field". */
  type: string;
  value: string;
}

export interface BookedCustomer {
  id: string;
  email: string | null;
  firstName: string;
  lastName: string;
  phone: string | null;
  metafields: readonly BookedMetafield[];
}

export interface BookedAddress {
  firstName: string;
  lastName: string;
  company: string | null;
  line1: string;
  line2: string | null;
  zip: string | null;
  city: string;
  province: string | null;
  provinceCode: string | null;
  country: string;
  countryCode: string;
  phone: string | null;
}

export interface BookedFulfillment {
  id: string;
  /** "#1001.1" */
  name: string;
  createdAt: number;
  updatedAt: number;
  status: "success" | "cancelled";
  carrier: string | null;
  /** As the seller typed them: spaces, empty ones and repeats included. */
  trackingNumbers: readonly string[];
  /** As the seller typed them: not parallel to the numbers. */
  trackingUrls: readonly string[];
  /** Numbers that were on this fulfillment and were changed. */
  withdrawnNumbers: readonly string[];
  lines: readonly { lineId: string; quantity: number }[];
  /** What was told of where it is, the oldest telling first. */
  events: readonly BookedFulfillmentEvent[];
}

export interface BookedFulfillmentEvent {
  id: string;
  /** In the words of `FulfillmentEventStatus`: "OUT_FOR_DELIVERY". */
  status: string;
  /** When it happened, and when the shop was told. */
  happenedAt: number;
  createdAt: number;
  message: string | null;
}

export interface BookedRefund {
  id: string;
  createdAt: number;
  note: string | null;
  lines: readonly { id: string; lineId: string; quantity: number; amount: number; tax: number }[];
  /** Shipping money given back. */
  shipping: number;
  amount: number;
}

export interface BookedTotals {
  /** Lines before discounts. */
  lines: number;
  subtotal: number;
  shipping: number;
  discount: number;
  tax: number;
  duties: number;
  /** As sold, edits included, refunds not. */
  total: number;
  refunded: number;
  weight: number;
}
