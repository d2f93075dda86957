import type { BookedLine } from "../../shopify/booked-order.ts";
import { hexId } from "../hex-id.ts";
import { type Entity, LIVE_VERSION } from "./entity.ts";
import type { ToFloat } from "./prices.ts";
import type { ShopEntities } from "./shop-entities.ts";
import type { ShopFacts, ViewOptions } from "./shop-facts.ts";
import { writeInstant } from "./write-instant.ts";

export interface ProductPlace {
  facts: ShopFacts;
  options: ViewOptions;
  entities: ShopEntities;
  float: ToFloat;
  currencyId: string;
}

/** The id of what was sold: the variant where there are several, else the product. Null for a line without product. */
export function soldId(line: BookedLine): string | null {
  return line.variantId === null ? null : hexId("product", `variant:${line.variantId}`);
}

/** The product above a variant; null where the product has no variants. */
export function parentId(line: BookedLine): string | null {
  return line.productId === null || line.variantTitle === null ? null : hexId("product", line.productId);
}

/** A product always has a number in Shopware. */
export function productNumber(line: BookedLine): string {
  return line.sku ?? `SW${line.variantId ?? line.id}`;
}

/** How it gets to the customer. */
export function productStates(line: BookedLine): ["is-physical"] | ["is-download"] {
  return line.requiresShipping && !line.giftCard ? ["is-physical"] : ["is-download"];
}

/** The picture of what was sold. It may lie on another host than the shop, as with a content network. */
export function coverOf(line: BookedLine, { facts }: Pick<ProductPlace, "facts">): Entity | null {
  const { picture } = line;
  if (picture === null) return null;
  const path = new URL(picture.src).pathname.slice(1);
  const [, fileName = "", fileExtension = ""] = /([^/.]*)\.?([^/.]*)$/.exec(path) ?? [];
  return {
    name: "media",
    id: hexId("media", picture.src),
    versionId: null,
    createdAt: facts.installedAt,
    updatedAt: facts.installedAt,
    translated: { alt: picture.alt, title: null, customFields: [] },
    fields: {
      userId: null,
      mimeType: "image/jpeg",
      fileExtension,
      fileSize: 7000,
      title: null,
      metaData: { width: 800, height: 800, type: 2 },
      mediaType: { extensions: [], name: "IMAGE", flags: [], apiAlias: "media_type_IMAGE" },
      uploadedAt: writeInstant(facts.installedAt),
      alt: picture.alt,
      url: picture.src,
      fileName,
      mediaFolderId: null,
      hasFile: true,
      private: false,
      path,
      config: null,
      customFields: null,
    },
    links: {},
  };
}

/** What was sold, as it is in the catalogue. A variant shows its parent's name and cover only where inheritance is asked for. */
export function productEntity(line: BookedLine, place: ProductPlace): Entity | null {
  const id = soldId(line);
  if (id === null) return null;
  const parent = parentId(line);
  if (parent === null) return productOf(line, id, place, { parent: null, inherits: false });
  const above = productOf(line, parent, place, { parent: null, inherits: false });
  return productOf(line, id, place, { parent: above, inherits: place.options.inheritance });
}

/** A product or variant as the catalogue has it. */
export function productOf(
  line: BookedLine,
  id: string,
  { facts, entities, float, currencyId }: ProductPlace,
  { parent, inherits }: { parent: Entity | null; inherits: boolean },
): Entity {
  const shown = parent === null || inherits;
  const isParent = parent === null && parentId(line) === id;
  const name = shown ? line.title : null;
  const rate = Math.round(Number(line.tax?.rate ?? 0) * 10_000) / 100;
  const tax = entities.tax(rate);
  const gross = float(line.price);
  const media = coverOf(line, { facts });
  const cover = media === null ? null : coverLink(media, parent?.id ?? id, facts);
  return {
    name: "product",
    id,
    versionId: LIVE_VERSION,
    createdAt: facts.installedAt,
    updatedAt: facts.installedAt,
    translated: { name, description: null, metaTitle: null, keywords: null, packUnit: null, customFields: [] },
    fields: {
      parentId: parent?.id ?? null,
      childCount: isParent ? 1 : parent === null ? 0 : null,
      autoIncrement: 1,
      taxId: shown ? tax.id : null,
      manufacturerId: null,
      unitId: null,
      active: true,
      displayGroup: hexId("display_group", id),
      price: shown
        ? [
            {
              extensions: [],
              currencyId,
              net: gross / (1 + rate / 100),
              gross,
              linked: true,
              listPrice: null,
              percentage: null,
              regulationPrice: null,
              apiAlias: "price",
            },
          ]
        : null,
      manufacturerNumber: null,
      ean: null,
      sales: 1,
      productNumber: isParent ? `${productNumber(line)}-P` : productNumber(line),
      stock: 100,
      availableStock: 100,
      available: true,
      deliveryTimeId: null,
      restockTime: null,
      isCloseout: shown ? false : null,
      shippingFree: shown ? false : null,
      weight: shown ? line.grams / 1000 : null,
      width: null,
      height: null,
      length: null,
      releaseDate: null,
      optionIds: parent === null ? null : [hexId("property_group_option", line.variantTitle ?? "")],
      propertyIds: null,
      name,
      keywords: null,
      description: null,
      metaDescription: null,
      metaTitle: null,
      variation: parent === null ? [] : [{ group: OPTION_GROUP, option: line.variantTitle }],
      coverId: shown ? (cover?.id ?? null) : null,
      tagIds: null,
      categoryIds: null,
      states: productStates(line),
      customFields: null,
    },
    links: {
      parent: () => parent,
      tax: () => (shown ? tax : null),
      cover: () => (shown ? cover : null),
    },
  };
}

/** Of what the variants of a product are variants. */
export const OPTION_GROUP = "Ausführung";

function coverLink(media: Entity, productId: string, facts: ShopFacts): Entity {
  return {
    name: "product_media",
    id: hexId("product_media", productId),
    versionId: LIVE_VERSION,
    createdAt: facts.installedAt,
    updatedAt: null,
    translated: null,
    fields: { productId, mediaId: media.id, position: 1, customFields: null },
    links: { media: () => media },
  };
}
