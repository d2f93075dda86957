import { type Field, objectOf, textOf } from "@karla/sync/json-fields";
import type { Product, ProductVariant } from "@karla/sync/product";
import type { JsonObject } from "@karla/sync/read-json";
import { objectsOf, translatedOf, webUrlOf } from "../order/json-fields.ts";
import { priceOf } from "./price-of.ts";
import { titlesOf } from "./titles-of.ts";
import { variantTitleOf } from "./variant-title-of.ts";

/**
 * A product as the Admin API shows it, with its variants -> what Karla is to know of it. A product with variants is sold as
 * these, and only what is active is sold; what a variant has not of its own is its product's. Pure, and total: what cannot be
 * read is left out.
 */
export function normaliseProduct(product: JsonObject, id: string): Product {
  const variants = objectsOf(product.children);
  const sold = (variants.length > 0 ? variants : [product]).filter((each) => (each.active ?? product.active) === true);
  return { id, variants: sold.flatMap((each) => variantOf(each, product) ?? []) };
}

function variantOf(variant: JsonObject, product: JsonObject): ProductVariant | null {
  const id = textOf(variant.id);
  if (id === null) return null;
  const sku = textOf(variant.productNumber);
  return {
    id,
    title: translatedOf(product, "name") ?? translatedOf(variant, "name") ?? sku ?? id,
    variantTitle: variantTitleOf(variant),
    price: priceOf(variant.price) ?? priceOf(product.price),
    sku,
    imageUrl: imageOf(variant.cover) ?? imageOf(product.cover),
    titles: titlesOf(product),
    salesChannelIds: own(channelsOf(variant)) ?? channelsOf(product),
  };
}

/** As every reader of an address takes it: its other letters are escaped. */
function imageOf(cover: Field): string | null {
  const url = webUrlOf(objectOf(objectOf(cover)?.media)?.url);
  return url === null ? null : new URL(url).href;
}

function channelsOf({ visibilities }: JsonObject): string[] {
  return objectsOf(visibilities).flatMap(({ salesChannelId }) => textOf(salesChannelId) ?? []);
}

function own(channels: string[]): string[] | null {
  return channels.length === 0 ? null : channels;
}
