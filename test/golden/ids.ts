import { hexId } from "@karla/sandbox/hex-id";
import type { Platform } from "@karla/sync/ids";
import type { GoldenArticle } from "./golden-order.ts";

type IdKind = "order" | "customer" | "product" | "variant" | "shipment" | "line" | "other";

/** The id of a thing on a platform: digits on Shopify, 32 hexadecimal digits on Shopware. */
export function idOf(platform: Platform, kind: IdKind, name: string): string {
  const hex = hexId(kind, name);
  return platform === "shopware" ? hex : String(Number.parseInt(hex.slice(0, 11), 16));
}

/** On Shopify every product has a variant. On Shopware a product without variants is sold itself. */
export function idsOfArticle(platform: Platform, { key, product, options }: GoldenArticle) {
  const productId = idOf(platform, "product", product);
  const itself = platform === "shopware" && options.length === 0;
  return { productId, variantId: itself ? productId : idOf(platform, "variant", key) };
}
