import { z } from "zod";
import { Currency, Decimal } from "./money.ts";
import { OrderExtras } from "./order-extras.ts";
import { Pictures } from "./picture.ts";

/**
 * The canonical order: the one shape in the middle, free of any platform. Adapters normalise into it, `toKarla`
 * projects out of it. Ids and amounts are text (an id never loses digits, money is never a float), instants are ISO
 * 8601 with an offset. `null` means "the platform says there is none"; a key is never left out.
 */

const Instant = z.string();
const Id = z.string();

/** An amount in the shop's currency and, where the customer paid in another one, in theirs. */
export const Money = z.object({ shop: Decimal, presentment: Decimal.nullable() });

export const TaxLine = z.object({
  title: z.string().nullable(),
  price: Decimal,
  /** Share of the net price, e.g. "0.19". */
  rate: Decimal.nullable(),
});

export const Attribute = z.object({ name: z.string(), value: z.string() });

export const Address = z.object({
  name: z.string().nullable(),
  company: z.string().nullable(),
  line1: z.string().nullable(),
  line2: z.string().nullable(),
  zip: z.string().nullable(),
  city: z.string().nullable(),
  province: z.string().nullable(),
  provinceCode: z.string().nullable(),
  country: z.string().nullable(),
  /** ISO 3166-1 alpha-2, upper case. */
  countryCode: z.string().nullable(),
  phone: z.string().nullable(),
});

export const OrderLine = z.object({
  id: Id,
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  productId: Id.nullable(),
  variantId: Id.nullable(),
  /** Pieces ordered, edits that added some included. */
  quantity: z.number().int(),
  /** Pieces left after edits and refunds; null where the platform does not say. */
  currentQuantity: z.number().int().nullable(),
  price: Money,
  totalDiscount: Money,
  requiresShipping: z.boolean(),
  giftCard: z.boolean(),
  grams: z.number().nullable(),
  vendor: z.string().nullable(),
  taxLines: z.array(TaxLine),
  /** Sum of the duties on this line, null where there are none. */
  duties: Money.nullable(),
  properties: z.array(Attribute),
});

export const Discount = z.object({
  /** The code the customer typed; null for an automatic or manual discount. */
  code: z.string().nullable(),
  title: z.string().nullable(),
  /** Positive. Null where the platform gives only a percentage. */
  amount: Decimal.nullable(),
  /** `fixed_amount`, `percentage`, `shipping`, or what the platform calls it. */
  type: z.string().nullable(),
});

export const ShippingLine = z.object({
  title: z.string().nullable(),
  code: z.string().nullable(),
  price: Money,
});

export const Customer = z.object({
  id: Id.nullable(),
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  phone: z.string().nullable(),
  tags: z.array(z.string()),
});

/** Where the customer came from. `ref` and `utm` are derived from `landingSite` where the platform leaves them out. */
export const Attribution = z.object({
  landingSite: z.string().nullable(),
  landingSiteRef: z.string().nullable(),
  referringSite: z.string().nullable(),
  utm: z.record(z.string(), z.string()),
  /** Shopware: the partner and the campaign that the shop noted on the order. */
  affiliateCode: z.string().nullable().default(null),
  campaignCode: z.string().nullable().default(null),
});

/** A group that the platform has put the order or its customer in, other than by a tag: Shopware's `customer_group`, `sales_channel`. */
export const Segment = z.object({ kind: z.string(), value: z.string() });

/** How the goods reach the customer. */
export const DELIVERY_METHODS = ["shipping", "pickup", "local", "none", "unknown"] as const;

/** One state of an order as the platform described it, without its fulfillments and refunds, which are merged one by one. */
export const OrderSnapshot = z.object({
  /** The platform's own update time of the order. Gates stale writes. */
  observedAt: Instant,
  /** When the platform says the event was triggered: breaks ties of `observedAt`, never used alone. "" where unknown. */
  triggeredAt: z.string(),
  /** The number customers know, e.g. "1001". */
  number: z.string(),
  /** The number as printed, e.g. "#1001". */
  name: z.string().nullable(),
  placedAt: Instant,
  currency: Currency,
  presentmentCurrency: Currency.nullable(),
  total: Money,
  subtotal: Money,
  shipping: Money,
  discount: Money,
  tax: Money,
  duties: Money.nullable(),
  /** Total after edits, returns and refunds; null where the platform does not say. */
  currentTotal: Money.nullable(),
  taxesIncluded: z.boolean(),
  lines: z.array(OrderLine),
  discounts: z.array(Discount),
  shippingLines: z.array(ShippingLine),
  taxLines: z.array(TaxLine),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  customer: Customer.nullable(),
  shippingAddress: Address.nullable(),
  billingAddress: Address.nullable(),
  deliveryMethod: z.enum(DELIVERY_METHODS),
  test: z.boolean(),
  /** Where it was sold: `web`, `pos`, `shopify_draft_order`, an app id. */
  channel: z.string().nullable(),
  /** Shopware: the id of the sales channel. */
  salesChannelId: Id.nullable().default(null),
  /** B2B: the company that buys, and where. */
  company: z.object({ id: Id.nullable(), locationId: Id.nullable() }).nullable(),
  locale: z.string().nullable(),
  note: z.string().nullable(),
  noteAttributes: z.array(Attribute),
  tags: z.array(z.string()),
  segments: z.array(Segment).default([]),
  attribution: Attribution,
  /** The platform's own words, kept for mapping and the merchant's screen. */
  financialStatus: z.string().nullable(),
  fulfillmentStatus: z.string().nullable(),
  /** The order's own state in the platform's word (Shopware: `open`, `in_progress`, ...); null where it has none. */
  state: z.string().nullable().default(null),
  /** Where a cancellation can be taken back (Shopware: reopened), the newest state alone says whether it stands. */
  cancelledAt: Instant.nullable().default(null),
});

export const Parcel = z.object({
  /** Trimmed, never empty. */
  trackingNumber: z.string(),
  /** http or https only. */
  trackingUrl: z.string().nullable(),
});

export const FulfillmentLine = z.object({
  lineId: Id,
  title: z.string(),
  sku: z.string().nullable(),
  productId: Id.nullable(),
  variantId: Id.nullable(),
  quantity: z.number().int(),
  price: Decimal.nullable(),
});

/**
 * `planned`: nothing of it has left, and no parcel is announced. Shopware has one from the beginning; it is known so that a
 * number that is taken away again is gone.
 */
export const FULFILLMENT_STATUSES = ["planned", "open", "success", "cancelled", "failed", "unknown"] as const;

export const Fulfillment = z.object({
  id: Id,
  /** The platform's own update time of this fulfillment. */
  observedAt: Instant,
  triggeredAt: z.string(),
  createdAt: Instant,
  status: z.enum(FULFILLMENT_STATUSES),
  /** In the platform's own word (Shopware: `shipped_partially`, ...); null where `status` says it all. */
  state: z.string().nullable().default(null),
  /** As the platform wrote it, e.g. "DHL Paket". */
  carrier: z.string().nullable(),
  /** Unique by number. */
  parcels: z.array(Parcel),
  lines: z.array(FulfillmentLine),
});

export const Refund = z.object({
  id: Id,
  observedAt: Instant,
  lines: z.array(z.object({ lineId: Id, quantity: z.number().int() })),
  /** Money given back, in the shop's currency; null where no transaction is listed. */
  amount: Decimal.nullable(),
});

/**
 * What is known of one order. Grows only by `mergeOrder`, which is commutative, associative and idempotent: any
 * permutation and duplication of the same facts ends in the same value.
 */
export const Order = z.object({
  id: Id,
  /** Null until a snapshot of the order itself arrives: a fulfillment or refund came first (`awaiting_order`). */
  snapshot: OrderSnapshot.nullable(),
  /** Sorted by id. */
  fulfillments: z.array(Fulfillment),
  /** Sorted by id. */
  refunds: z.array(Refund),
  /** Sticky: once cancelled, always cancelled. The earliest one seen. Where it can be taken back: `snapshot.cancelledAt`. */
  cancelledAt: Instant.nullable(),
  /** Sticky. The shop deleted the order. */
  deletedAt: Instant.nullable(),
  /** The newest edit the shop announced without showing the order. */
  editedAt: Instant.nullable(),
  /** What was read besides, the newest reading. Orders that were stored before there was such a thing have none. */
  extras: OrderExtras.nullable().default(null),
  /** Of the lines, as far as they were read. Orders that were stored before there was such a thing have none. */
  pictures: Pictures.default({}),
});

/** What one event says of one order: an `Order` that may know very little. */
export type OrderFacts = z.infer<typeof Order>;
export type Order = z.infer<typeof Order>;
export type OrderSnapshot = z.infer<typeof OrderSnapshot>;
export type OrderLine = z.infer<typeof OrderLine>;
export type Fulfillment = z.infer<typeof Fulfillment>;
export type FulfillmentLine = z.infer<typeof FulfillmentLine>;
export type Parcel = z.infer<typeof Parcel>;
export type Refund = z.infer<typeof Refund>;
export type Address = z.infer<typeof Address>;
export type Attribute = z.infer<typeof Attribute>;
export type Attribution = z.infer<typeof Attribution>;
export type Money = z.infer<typeof Money>;
export type TaxLine = z.infer<typeof TaxLine>;
export type Discount = z.infer<typeof Discount>;
export type ShippingLine = z.infer<typeof ShippingLine>;
export type Customer = z.infer<typeof Customer>;
export type Segment = z.infer<typeof Segment>;

/** An order of which nothing but the id is known. */
export function unknownOrder(id: string): Order {
  return {
    id,
    snapshot: null,
    fulfillments: [],
    refunds: [],
    cancelledAt: null,
    deletedAt: null,
    editedAt: null,
    extras: null,
    pictures: {},
  };
}
