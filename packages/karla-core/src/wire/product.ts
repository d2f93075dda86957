import { z } from "zod";

const image = z.strictObject({ src: z.string(), alt: z.string().nullish() });
const taxLine = z.strictObject({
  currency: z.string().nullish(),
  price: z.number().nullish(),
  rate: z.number().nullish(),
  title: z.string().nullish(),
});

const base = {
  title: z.string().nullish(),
  quantity: z.int().nullish(),
  price: z.number().nullish(),
  size: z.string().nullish(),
  images: z.array(image).default([]),
  sku: z.string().nullish(),
  weight: z.number().nullish(),
  tax_lines: z.array(taxLine).default([]),
};

/** `BaseProductSchema`: an article of a bundle. */
const baseProduct = z.strictObject(base);

/** `ProductDTO`: a line of an order or of a parcel. `product_id` and `variant_id` are known from Karla's PHP plugin. */
export const product = z.strictObject({
  ...base,
  bundled_products: z.array(baseProduct).default([]),
  shipment_id: z.string().nullish(),
  type: z.enum(["product", "bundle"]).default("product"),
  product_id: z.string().nullish(),
  variant_id: z.string().nullish(),
});

export type BaseProduct = z.output<typeof baseProduct>;
export type Product = z.output<typeof product>;
