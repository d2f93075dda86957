import { z } from "zod";
import { Amount } from "./contract.ts";

/**
 * What we say of one variant of the shop's catalogue: the body of `PUT /products/{product_id}/variants/{variant_id}`. All of it
 * is known from the php plugin alone. Nothing is nullable: what the shop does not have is left out, as the plugin's newer
 * commits do with `product_url`.
 */
export const ProductVariantUpsert = z.strictObject({
  /** Name of the product, the same for all of its variants. */
  title: z.string().optional(),
  /** What tells the variant from its siblings: "Rot / M". */
  variant_title: z.string().optional(),
  /** Gross, of one piece, in the shop's own currency: there is no field that names it. */
  price: Amount.optional(),
  sku: z.string().optional(),
  product_url: z.url().optional(),
  image_url: z.url().optional(),
  /** By language, ISO 639-1: "de". */
  translations: z.record(z.string().regex(/^[a-z]{2}$/), z.strictObject({ title: z.string() })).optional(),
});

/** The same with its ids, an item of `POST /products`. A product without variants has one: `variant_id` is its own id. */
export const ProductVariantBulkItem = z.strictObject({
  ...ProductVariantUpsert.shape,
  product_id: z.string().min(1),
  variant_id: z.string().min(1),
});

export type ProductVariantBulkItem = z.infer<typeof ProductVariantBulkItem>;
