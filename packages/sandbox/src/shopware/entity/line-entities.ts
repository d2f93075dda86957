import type { LineAmounts, PromotionAmounts } from "../books/amounts-of-order.ts";
import type { ShopwareOrder } from "../books/shopware-order.ts";
import { hexId } from "../hex-id.ts";
import { customFields } from "./custom-fields.ts";
import { type Entity, LIVE_VERSION } from "./entity.ts";
import { calculatedPrice, type ToFloat, taxRules } from "./prices.ts";
import {
  coverOf,
  OPTION_GROUP,
  type ProductPlace,
  parentId,
  productEntity,
  productNumber,
  productStates,
  soldId,
} from "./product-entities.ts";

export interface LinePlace extends ProductPlace {
  order: ShopwareOrder;
  orderId: string;
}

/** The id of a line item. */
export function lineId(bookedId: string): string {
  return hexId("order_line_item", bookedId);
}

/** What was bought, as it was at that moment. */
export function lineEntity(amounts: LineAmounts, position: number, place: LinePlace): Entity {
  const { line, quantity, total, taxes } = amounts;
  const { float } = place;
  const id = soldId(line);
  return lineItem(
    line.id,
    place,
    {
      identifier: id ?? lineId(line.id),
      referencedId: id,
      productId: id,
      promotionId: null,
      quantity,
      unitPrice: float(line.price),
      totalPrice: float(total),
      label: line.title,
      description: null,
      good: true,
      removable: true,
      coverId: coverOf(line, place)?.id ?? null,
      stackable: true,
      position,
      price: calculatedPrice(float, { unit: line.price, quantity, total, taxes }),
      priceDefinition: quantityPrice(float, line.price, quantity, taxRules(taxes)),
      payload: id === null ? [] : productPayload(amounts),
      type: id === null ? "custom" : "product",
      states: productStates(line),
      customFields: line.properties.length === 0 ? null : customFields(line.properties),
    },
    {
      cover: () => coverOf(line, place),
      product: () => productEntity(line, place),
    },
  );
}

/** A discount: a line item with a negative price, as far as it is on goods. */
export function promotionEntity(promotion: PromotionAmounts, position: number, place: LinePlace): Entity {
  const { code, type, total, taxes, composition } = promotion;
  const { float, order } = place;
  const isPercentage = type !== "fixed_amount";
  const sold = composition.reduce((sum, { line, quantity }) => sum + line.price * quantity, 0);
  const percentage = type === "shipping" ? 100 : sold === 0 ? 0 : Math.round((-total / sold) * 100);
  const promotionId = hexId("promotion", code);
  const label = type === "shipping" ? "Versand frei" : `Rabatt ${code}`;
  const definition = isPercentage
    ? { extensions: [], percentage: -percentage, filter: null, type: "percentage", apiAlias: "cart_price_percentage" }
    : { extensions: [], price: float(total), filter: null, type: "absolute", apiAlias: "cart_price_absolute" };
  return lineItem(
    `${order.booked.id}:${code}`,
    place,
    {
      identifier: hexId("promotion_discount", code),
      referencedId: code,
      productId: null,
      promotionId,
      quantity: 1,
      unitPrice: float(total),
      totalPrice: float(total),
      label,
      description: label,
      good: false,
      removable: true,
      coverId: null,
      stackable: isPercentage,
      position,
      price: calculatedPrice(float, { unit: total, quantity: 1, total, taxes }),
      priceDefinition: type === "shipping" ? quantityPrice(float, 0, 1, []) : definition,
      payload: {
        promotionId,
        priority: 1,
        discountId: hexId("promotion_discount", code),
        discountType: isPercentage ? "percentage" : "absolute",
        code,
        value: isPercentage ? String(percentage) : String(float(-total)),
        promotionCodeType: "fixed",
        maxValue: "",
        discountScope: type === "shipping" ? "delivery" : "cart",
        preventCombination: false,
        exclusions: [],
        groupId: "",
        setGroups: [],
        filter: { sorterKey: null, applierKey: null, usageKey: null, pickerKey: null },
        ...(type === "shipping"
          ? {}
          : {
              composition: composition.map(({ line, quantity, discount }) => ({
                id: soldId(line) ?? lineId(line.id),
                quantity,
                discount: float(discount),
              })),
            }),
      },
      type: "promotion",
      states: [],
      customFields: null,
    },
    {},
  );
}

function lineItem(
  bookedId: string,
  { order, orderId }: LinePlace,
  fields: Record<string, unknown>,
  links: Entity["links"],
): Entity {
  const { createdAt } = order.booked;
  return {
    name: "order_line_item",
    id: lineId(bookedId),
    versionId: LIVE_VERSION,
    createdAt,
    updatedAt: null,
    translated: null,
    fields: {
      orderId,
      parentId: null,
      orderVersionId: LIVE_VERSION,
      productVersionId: LIVE_VERSION,
      parentVersionId: LIVE_VERSION,
      ...fields,
    },
    links,
  };
}

function quantityPrice(
  float: ToFloat,
  unit: number,
  quantity: number,
  rules: readonly unknown[],
): Record<string, unknown> {
  return {
    extensions: [],
    price: float(unit),
    taxRules: rules,
    quantity,
    isCalculated: true,
    referencePriceDefinition: null,
    listPrice: null,
    regulationPrice: null,
    type: "quantity",
    apiAlias: "cart_price_quantity",
  };
}

function productPayload({ line }: LineAmounts): Record<string, unknown> {
  const { variantTitle } = line;
  return {
    isCloseout: false,
    customFields: [],
    createdAt: "2026-01-02 03:04:05.678",
    releaseDate: null,
    isNew: false,
    markAsTopseller: false,
    purchasePrices: null,
    productNumber: productNumber(line),
    manufacturerId: null,
    taxId: hexId("tax", String(Math.round(Number(line.tax?.rate ?? 0) * 10_000) / 100)),
    tagIds: null,
    categoryIds: null,
    propertyIds: null,
    optionIds: variantTitle === null ? null : [hexId("property_group_option", variantTitle)],
    options: variantTitle === null ? [] : [{ group: OPTION_GROUP, option: variantTitle }],
    streamIds: null,
    parentId: parentId(line),
    stock: 100,
    features: [],
  };
}
