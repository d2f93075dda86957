import { z } from "zod";
import { address, addressWithZip } from "./address.ts";
import { carrierReference } from "./carriers.ts";
import { instant } from "./instant.ts";
import { product } from "./product.ts";

/** `OrderAnalytics`: the one bag of the contract that may hold keys it does not name. */
const orderAnalytics = z.looseObject({
  affiliate_code: z.string().optional(),
  campaign_code: z.string().optional(),
  landing_site: z.string().optional(),
  landing_site_ref: z.string().optional(),
  note_attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
});

const discount = z.strictObject({
  code: z.string(),
  amount: z.union([z.string(), z.number()]).nullish(),
  type: z.string().nullish(),
});

/** `OrderPlacementDTO`. */
export const orderPlacement = z.strictObject({
  order_number: z.string().min(1),
  order_name: z.string().nullish(),
  order_placed_at: instant.nullish(),
  total_order_price: z.number().nullish(),
  shipping_price: z.number().nullish(),
  sub_total_price: z.number().nullish(),
  discount_price: z.number().default(0),
  products: z.array(product).default([]),
  discounts: z.array(discount).default([]),
  email_id: z.string().nullish(),
  address: addressWithZip,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "not an ISO 4217 code")
    .default("EUR"),
  segments: z.array(z.string()).default([]),
  weight: z.number().nullish(),
  external_id: z.string().min(1),
  user_agent: z.string().nullish(),
  order_analytics: orderAnalytics.optional(),
  expected_number_of_shipments: z.int().min(1).default(1),
  external_customer_id: z.string().nullish(),
});

/** `OrderTrackingDTO`. */
export const orderTracking = z.strictObject({
  tracking_number: z.string().refine((number) => number.trim() !== "", "tracking_number is empty"),
  tracking_url: z.string().nullish(),
  tracking_placed_at: instant.nullish(),
  carrier_reference: carrierReference.nullish(),
  external_shipment_id: z.string().nullish(),
  products: z.array(product).default([]),
});

/** `OrderReferenceType`; the generated client's default is the order number. */
const referenceType = z.enum(["uuid", "external_id", "order_name", "order_number"]).default("order_number");

/** `OrderFulfillmentDTO`: the upsert envelope. Without `order` the order must exist already. */
export const orderUpsert = z
  .strictObject({
    id: z.string().min(1),
    id_type: referenceType,
    order: orderPlacement.nullish(),
    trackings: z.array(orderTracking),
    order_analytics: orderAnalytics.optional(),
  })
  .refine(({ id, id_type, order }) => !order || id_type === "uuid" || order[id_type] === id, {
    path: ["id"],
    message: "id is not the order's own value of id_type",
  });

export const orderUpserts = z.array(orderUpsert);

/** `OrderUpdateDTO`. */
export const orderUpdate = z.strictObject({
  address: address.nullish(),
  expected_number_of_shipments: z.int().min(1).nullish(),
});

/** `OrderTrackingUpdateDTO`. */
export const trackingUpdate = z.strictObject({
  tracking_url: z.string().nullish(),
  products: z.array(product).optional(),
});

/** `TrackpageUrlRequest`. */
export const orderReference = z.strictObject({ id: z.string().min(1), id_type: referenceType });

export type OrderAnalytics = z.output<typeof orderAnalytics>;
export type OrderPlacement = z.output<typeof orderPlacement>;
export type OrderTracking = z.output<typeof orderTracking>;
export type OrderUpsert = z.output<typeof orderUpsert>;
export type OrderReference = z.output<typeof orderReference>;
