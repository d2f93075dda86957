import { z } from "zod";

/** An order as the core tells it, read for comparison: numbers arrive as their digits. Unknown keys are kept out. */

const text = z.string().nullish();
const Decimal = z.string().nullish();

const CoreProduct = z.object({
  title: text,
  quantity: z.coerce.number().nullish(),
  price: Decimal,
  sku: text,
  product_id: text,
  variant_id: text,
  images: z.array(z.object({ src: z.string(), alt: text })).nullish(),
  tax_lines: z.array(z.object({ title: text, price: Decimal, rate: Decimal, currency: text })).nullish(),
});

const CoreTracking = z.object({
  /** null in a draft: the core's place for parcels that were not announced yet. */
  carrier: z.object({ tracking_number: z.string(), tracking_url: text, carrier_reference: text }).nullish(),
  products: z.array(CoreProduct).nullish(),
  /** In no documented answer; compared where a core tells them. */
  external_shipment_id: text,
  tracking_placed_at: text,
});

export const CoreOrder = z.object({
  external_id: z.string(),
  order_number: z.string(),
  order_name: text,
  order_placed_at: text,
  total_order_price: Decimal,
  sub_total_price: Decimal,
  shipping_price: Decimal,
  discount_price: Decimal,
  currency: text,
  email_id: text,
  external_customer_id: text,
  address: z.record(z.string(), z.string().nullish()).nullish(),
  products: z.array(CoreProduct).nullish(),
  discounts: z.array(z.object({ code: text, amount: Decimal, type: text })).nullish(),
  segments: z.array(z.string()).nullish(),
  order_analytics: z
    .object({
      note_attributes: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
      landing_site: text,
      landing_site_ref: text,
      affiliate_code: text,
      campaign_code: text,
    })
    .nullish(),
  trackings: z.array(CoreTracking).nullish(),
});

export type CoreOrder = z.infer<typeof CoreOrder>;
export type CoreProduct = z.infer<typeof CoreProduct>;
export type CoreTracking = z.infer<typeof CoreTracking>;
