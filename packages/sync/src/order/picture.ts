import { z } from "zod";

/** What an article looks like, as the platform said when it was asked. No platform tells it with a webhook. */
export const Picture = z.object({
  /** http or https only. Null: the platform was asked, and there is none. */
  src: z.string().nullable(),
  alt: z.string().nullable(),
  /** When it was read. A picture changes without any order, so nothing else says which of two is the newer one. */
  readAt: z.string(),
});

/** By `pictureKeyOf`. */
export const Pictures = z.record(z.string(), Picture);

export type Picture = z.infer<typeof Picture>;
export type Pictures = z.infer<typeof Pictures>;

/** What a line's picture belongs to: its variant, else its product. Null for a line of neither, which has no picture. */
export function pictureKeyOf({
  variantId,
  productId,
}: {
  variantId: string | null;
  productId: string | null;
}): string | null {
  if (variantId !== null) return `variant:${variantId}`;
  return productId === null ? null : `product:${productId}`;
}
