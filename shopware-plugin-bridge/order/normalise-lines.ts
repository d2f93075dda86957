import { type Field, objectOf, textOf } from "@karla/sync/json-fields";
import type { Decimal } from "@karla/sync/money";
import type { OrderLine } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { type Amounts, requireAmount } from "./amounts-of.ts";
import { listOf, objectsOf, quantityOf } from "./json-fields.ts";
import type { OrderReading } from "./order-reading.ts";
import { taxLinesOf } from "./tax-lines.ts";

/** A line of goods, and what it comes to. */
export interface GoodsLine {
  line: OrderLine;
  /** Price times quantity, as the shop has it. */
  total: Decimal;
  /** A deposit is charged with a product, and is in no parcel. */
  deposit: boolean;
  json: JsonObject;
}

/**
 * The lines that are goods: products, at the top or in a container or bundle, and deposits. All others (`custom`, `credit`,
 * `discount`, `container`, what plugins add) are no product for the core, as for Karla's own plugin; what they come to is in
 * the order's total. Promotions are discounts.
 */
export function normaliseLines(order: JsonObject, amounts: Amounts, { depositLineType }: OrderReading): GoodsLine[] {
  return objectsOf(order.lineItems).flatMap((json, index) => {
    const deposit = depositLineType !== null && json.type === depositLineType;
    if (json.type !== "product" && !deposit) return [];
    const price = objectOf(json.price);
    const unitPrice = amounts(json.unitPrice ?? price?.unitPrice, "lineItems.unitPrice");
    const total = amounts(json.totalPrice ?? price?.totalPrice, "lineItems.totalPrice");
    const line: OrderLine = {
      id: textOf(json.id) ?? `line-${index + 1}`,
      ...articleOf(json),
      variantTitle: variantTitleOf(json),
      quantity: quantityOf(json.quantity) ?? quantityOf(price?.quantity) ?? 1,
      currentQuantity: null,
      price: { shop: requireAmount(unitPrice, "lineItems.unitPrice"), presentment: null },
      totalDiscount: { shop: amounts("0", "") ?? "0", presentment: null },
      requiresShipping: !isDownload(json),
      giftCard: false,
      grams: gramsOf(objectOf(json.product)?.weight),
      vendor: null,
      taxLines: taxLinesOf(json.price, amounts, "lineItems.price"),
      duties: null,
      properties: [],
    };
    return [{ line, total: requireAmount(total, "lineItems.totalPrice"), deposit, json }];
  });
}

/** A variant is an article of its own under its parent, which the line remembers also when both are deleted. */
function articleOf(json: JsonObject): Pick<OrderLine, "title" | "sku" | "productId" | "variantId"> {
  const payload = objectOf(json.payload);
  const variantId = textOf(json.referencedId) ?? textOf(json.productId);
  return {
    title: textOf(json.label) ?? "",
    sku: textOf(payload?.productNumber) ?? variantId,
    productId: textOf(payload?.parentId) ?? textOf(objectOf(json.product)?.parentId) ?? variantId,
    variantId,
  };
}

/** What tells it from its siblings: "Rot / M". */
function variantTitleOf(json: JsonObject): string | null {
  const options = objectsOf(objectOf(json.payload)?.options).flatMap(({ option }) => textOf(option) ?? []);
  return options.join(" / ") || null;
}

function isDownload({ states }: JsonObject): boolean {
  return listOf(states).includes("is-download");
}

/** Shopware weighs in kilograms. */
function gramsOf(field: Field): number | null {
  const kilograms = Number(textOf(field) ?? Number.NaN);
  return Number.isFinite(kilograms) && kilograms >= 0 ? Math.round(kilograms * 1000) : null;
}
