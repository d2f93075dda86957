import { type Entity, LIVE_VERSION } from "../entity/entity.ts";
import type { ShopView } from "../entity/order-entity.ts";
import { toFloatOf } from "../entity/prices.ts";
import { OPTION_GROUP, productOf } from "../entity/product-entities.ts";
import { STOREFRONT } from "../entity/shop-entities.ts";
import { LOCALES } from "../entity/shop-facts.ts";
import { hexId } from "../hex-id.ts";
import type { Shelf, ShelfProduct } from "./shelf.ts";

/** The products and variants of the catalogue, as this view shows them. */
export function shelfEntities(shelf: Shelf, view: ShopView): Entity[] {
  return shelf.all().map((product) => entityOf(product, shelf, view));
}

/** A variant shows what it has from its product only where inheritance is asked for. */
function entityOf(product: ShelfProduct, shelf: Shelf, view: ShopView): Entity {
  const { facts, options, entities } = view;
  const { line, currency, parentId } = product;
  const parent = parentId === null ? null : shelf.find(parentId);
  const inherits = parent !== null && options.inheritance;
  const place = {
    facts,
    options,
    entities,
    float: toFloatOf(currency.digits),
    currencyId: hexId("currency", currency.code),
  };
  const above = parent === null ? null : entityOf(parent, shelf, view);
  const base = productOf(
    { ...line, title: parent?.line.title ?? line.title, picture: line.picture ?? parent?.line.picture ?? null },
    product.id,
    place,
    { parent: above, inherits },
  );
  const variants = shelf.variantsOf(product.id);
  const shown = inherits ? parent : product;
  return {
    ...base,
    updatedAt: product.updatedAt ?? base.updatedAt,
    fields: {
      ...base.fields,
      active: product.active ?? (inherits ? parent.active : null),
      autoIncrement: product.autoIncrement,
      childCount: parentId === null ? variants.length : null,
    },
    links: {
      ...base.links,
      children: () => variants.map((each) => entityOf(each, shelf, view)),
      options: () => (parentId === null || line.variantTitle === null ? [] : [optionOf(line.variantTitle, view)]),
      translations: () => (parentId === null ? LOCALES.map((code) => translationOf(product, code, view)) : []),
      visibilities: () => (shown.parentId === null ? [visibilityOf(shown, view)] : []),
    },
  };
}

function optionOf(name: string, { facts }: ShopView): Entity {
  const { installedAt: createdAt } = facts;
  const named = (of: string) => ({
    translated: { name: of, customFields: [] },
    versionId: null,
    createdAt,
    updatedAt: null,
  });
  const groupId = hexId("property_group", OPTION_GROUP);
  const group: Entity = {
    ...named(OPTION_GROUP),
    name: "property_group",
    id: groupId,
    fields: { name: OPTION_GROUP, position: 1, displayType: "text", sortingType: "alphanumeric", filterable: true },
    links: {},
  };
  return {
    ...named(name),
    name: "property_group_option",
    id: hexId("property_group_option", name),
    fields: { groupId, name, position: 1, colorHexCode: null, mediaId: null, customFields: null },
    links: { group: () => group },
  };
}

function translationOf({ id, line }: ShelfProduct, code: (typeof LOCALES)[number], view: ShopView): Entity {
  const language = view.entities.language(code);
  return {
    name: "product_translation",
    id: `${id}-${language.id}`,
    versionId: null,
    createdAt: view.facts.installedAt,
    updatedAt: null,
    translated: null,
    fields: {
      productId: id,
      productVersionId: LIVE_VERSION,
      languageId: language.id,
      name: code === "de-DE" ? line.title : `${line.title} (${code})`,
    },
    links: { language: () => language },
  };
}

function visibilityOf({ id }: ShelfProduct, { facts, entities }: ShopView): Entity {
  const channel = entities.salesChannel(STOREFRONT);
  return {
    name: "product_visibility",
    id: hexId("product_visibility", id),
    versionId: null,
    createdAt: facts.installedAt,
    updatedAt: null,
    translated: null,
    fields: { productId: id, productVersionId: LIVE_VERSION, salesChannelId: channel.id, visibility: 30 },
    links: { salesChannel: () => channel },
  };
}
