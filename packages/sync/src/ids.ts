import { createHash } from "node:crypto";

/** A shop on one platform: computed from its name (see `shopIdOf`), never looked up, so that ingest reads nothing. */
export type ShopId = string & { readonly brand: "ShopId" };

/** Where a shop is run. */
export type Platform = "shopify" | "shopware";

/** Namespace of our shop ids; a constant of this product. */
const NAMESPACE = Buffer.from("7b0f6c1e1d0a5e0c9d3b6a2f4c8e1d57", "hex");

/**
 * UUIDv5 of platform and name. Shopify's name of a shop is its domain, lower-cased here, so that `A.MyShopify.com` and
 * `a.myshopify.com` are one shop. Shopware's is its shop id, of which upper and lower case are two.
 */
export function shopIdOf(platform: Platform, name: string): ShopId {
  const bytes = createHash("sha1")
    .update(NAMESPACE)
    .update(`${platform}:${platform === "shopify" ? name.toLowerCase() : name}`)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-") as ShopId;
}
