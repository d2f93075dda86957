import { createHash } from "node:crypto";
import type { Claim } from "@karla/api/answers";
import type { ClaimCreation } from "@karla/api/claim";

/**
 * SHA-256 of what a claim says, the same whether we ask for it or the core answers it. Pictures are not part of it: sent again they
 * have other addresses.
 */
export function claimHash(claim: ClaimCreation | Claim): Buffer {
  const { shipment_id, reason, resolution_preference, description, selected_items } = claim;
  const items = selected_items.map(({ sku, title, quantity }) =>
    JSON.stringify([sku ?? null, title ?? null, quantity]),
  );
  const words = (description ?? "").replaceAll(/\s+/g, " ").trim();
  const said = [shipment_id ?? null, reason, resolution_preference ?? null, words, items.sort()];
  return createHash("sha256").update(JSON.stringify(said)).digest();
}
