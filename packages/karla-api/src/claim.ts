import { z } from "zod";

/** `ClaimReason` (dart 2025-02). */
export const CLAIM_REASONS = ["partial_damage", "damage", "investigation", "support", "return"] as const;

/** `ClaimResolutionPreference` (dart 2025-02). */
export const RESOLUTION_PREFERENCES = ["reorder", "refund"] as const;

/** `SelectedItemSchema` (dart 2025-02): pieces of one line that a claim is about. */
const SelectedItem = z.strictObject({
  sku: z.string().optional(),
  title: z.string().optional(),
  quantity: z.int().min(1),
});

/**
 * `ClaimCreationDTO` (dart 2025-02), the body of `POST /claims`. Of its two lists of lines Karla's events tell
 * `selected_items`, so that is the one we fill; what `damaged_product_items` is for is not documented.
 */
export const ClaimCreation = z.strictObject({
  /** Karla's shipment id. A claim without one is about no order. */
  shipment_id: z.string().min(1),
  reason: z.enum(CLAIM_REASONS),
  resolution_preference: z.enum(RESOLUTION_PREFERENCES).optional(),
  /** The customer's own words. */
  description: z.string().optional(),
  /** A signature is a picture: the contract has no field for a typed name. */
  customer_signature_image_url: z.string().optional(),
  selected_items: z.array(SelectedItem),
  /** As the upload answered them. */
  image_urls: z.array(z.string()),
});

export type ClaimCreation = z.infer<typeof ClaimCreation>;
