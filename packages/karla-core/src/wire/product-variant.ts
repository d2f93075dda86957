import { z } from "zod";

/** Shown on tracking pages: a link that a browser may follow. */
const webUrl = z.url({ protocol: /^https?$/ });

const fields = {
  title: z.string().nullish(),
  variant_title: z.string().nullish(),
  price: z.number().nullish(),
  sku: z.string().nullish(),
  product_url: webUrl.nullish(),
  image_url: webUrl.nullish(),
  translations: z
    .record(
      z.string().regex(/^[a-z]{2}$/, "not a language of two letters"),
      z.strictObject({ title: z.string().optional() }),
    )
    .optional(),
};

/** `ProductVariantUpsert`: what is known of one variant. Known from Karla's PHP plugin alone. */
export const productVariant = z.strictObject(fields);

/** `ProductVariantBulkItem`. */
const productVariantItem = z.strictObject({
  product_id: z.string().min(1),
  variant_id: z.string().min(1),
  ...fields,
});

/** The body of the bulk upsert: a bare array. How many it takes is not documented; a body has 5 MiB at most. */
export const productVariants = z.array(productVariantItem);

export type ProductVariant = z.output<typeof productVariant>;
