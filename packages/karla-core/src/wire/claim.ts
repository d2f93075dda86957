import { z } from "zod";

/** `ClaimResolutionPreference`. */
export const resolutionPreference = z.enum(["reorder", "refund"]);

/** `ClaimStatus`. */
export const claimStatus = z.enum(["pending", "accepted", "rejected", "closed"]);

/** How many links or lines one claim has is not documented. */
const MOST = 50;
const links = z.array(z.string().max(2_048)).max(MOST).default([]);

/** `SelectedItemSchema`, `DamagedProductItemSchema`: a line that a claim is about. */
const item = z.strictObject({
  sku: z.string().nullish(),
  title: z.string().nullish(),
  quantity: z.int().min(0),
  net_price: z.number().nullish(),
  image_urls: links,
});
const items = z.array(item).max(MOST).default([]);

/** `ClaimCreationDTO`. */
export const claimCreation = z.strictObject({
  shipment_id: z.string().nullish(),
  resolution_preference: resolutionPreference.nullish(),
  reason: z.enum(["partial_damage", "damage", "investigation", "support", "return"]),
  status: claimStatus.nullish(),
  description: z.string().max(20_000).nullish(),
  customer_signature_image_url: z.string().max(2_048).nullish(),
  damaged_product_items: items,
  selected_items: items,
  image_urls: links,
  dropoff_permission: z.boolean().nullish(),
});

/** `ClaimUpdateDTO`. Null is "not given", as the generated client writes what it was not told. */
export const claimUpdate = z.strictObject({
  resolution_preference: resolutionPreference.nullish(),
  status: claimStatus.nullish(),
});

export type ClaimCreation = z.output<typeof claimCreation>;
export type ClaimItem = z.output<typeof item>;
export type ClaimStatus = z.output<typeof claimStatus>;
export type ResolutionPreference = z.output<typeof resolutionPreference>;
