import { createHash } from "node:crypto";
import { jsonNumber } from "@karla/api/json-number";
import type { ProductVariantBulkItem } from "@karla/api/product-variant";
import { present } from "../order/present.ts";
import type { OrderSettings } from "../order/settings.ts";
import { connectionsOf, slugOfChannel } from "../pipeline/connection-of-order.ts";
import type { Connection } from "../pipeline/shops.ts";
import type { Product, ProductVariant } from "./product.ts";

interface ConnectedShop {
  connection: Connection;
  settings: Pick<OrderSettings, "slugBySalesChannel">;
}

/** A place of the shop's catalogue at the core, and what of a product belongs there. */
export interface WantedAt {
  connection: Connection;
  variants: ProductVariantBulkItem[];
}

/**
 * What the core is to know of a product, at each place where orders of the shop go. Where sales channels are shops of their own
 * at the core, a variant is in those of the channels that show it; where none is, the connection's own has all that is sold.
 */
export function catalogueOf(product: Product, shop: ConnectedShop): WantedAt[] {
  const places = connectionsOf(shop);
  return places.map((connection) => {
    const shown = product.variants.filter(
      ({ salesChannelIds }) =>
        places.length === 1 || salesChannelIds.some((id) => slugOfChannel(id, shop) === connection.slug),
    );
    return { connection, variants: shown.map((variant) => toKarla(product.id, variant)) };
  });
}

/** SHA-256 in hex of a variant as it goes out. */
export function hashOfVariant(variant: ProductVariantBulkItem): string {
  return createHash("sha256").update(JSON.stringify(variant)).digest("hex");
}

/** What the shop does not have is left out. There is no address of the product: which of several is the right one, nobody says. */
function toKarla(
  productId: string,
  { id, title, variantTitle, price, sku, imageUrl, titles }: ProductVariant,
): ProductVariantBulkItem {
  const languages = Object.entries(titles).sort(([a], [b]) => (a < b ? -1 : 1));
  const translations = Object.fromEntries(languages.map(([language, name]) => [language, { title: name }]));
  return {
    product_id: productId,
    variant_id: id,
    title,
    ...present("variant_title", variantTitle),
    ...present("price", price === null ? null : jsonNumber(price)),
    ...present("sku", sku),
    ...present("image_url", imageUrl),
    ...present("translations", languages.length === 0 ? null : translations),
  };
}
