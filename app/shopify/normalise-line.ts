import { objectOf, textOf } from "@karla/sync/json-fields";
import type { Money, OrderLine } from "@karla/sync/order";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { attributesOf, type Print } from "./attributes.ts";
import { idOf, referenceOf } from "./ids-in-body.ts";
import { finiteOf, flagOf, listOf, objectsOf, quantityOf } from "./json-fields.ts";
import { type Currencies, moneyOf, moneyOfPair, sumOf } from "./money.ts";
import { taxLinesOf } from "./tax-lines.ts";

/** The lines of an order. A line that is no object, or has no price, is money that cannot be read. */
export function normaliseLines(order: JsonObject, currencies: Currencies, print: Print): OrderLine[] {
  return listOf(order.line_items).map((item, index) => {
    const line = objectOf(item);
    const price = line === null ? null : moneyOf(line, "price", currencies, "line_items.price");
    if (line === null || price === null) throw new UnusableEvent("unreadable_money", "a line has no price");
    const currentQuantity = quantityOf(line.current_quantity);
    const giftCard = flagOf(line.gift_card, false);
    return {
      ...goodsOf(line, index),
      variantTitle: textOf(line.variant_title),
      quantity: quantityOf(line.quantity) ?? currentQuantity ?? 1,
      currentQuantity,
      price,
      totalDiscount: discountOf(line, currencies),
      requiresShipping: flagOf(line.requires_shipping, !giftCard),
      giftCard,
      grams: finiteOf(line.grams),
      vendor: textOf(line.vendor),
      taxLines: taxLinesOf(line.tax_lines, currencies, "line_items.tax_lines"),
      duties: dutiesOf(line.duties, currencies),
      properties: attributesOf(line.properties, ["line_items", index, "properties"], print),
    };
  });
}

/** What a line is, in an order as in a fulfillment. A custom line has neither product nor variant nor SKU. */
export function goodsOf(
  line: JsonObject,
  index: number,
): Pick<OrderLine, "id" | "title" | "sku" | "productId" | "variantId"> {
  return {
    id: idOf(line, "LineItem") ?? `line-${index + 1}`,
    title: textOf(line.title) ?? textOf(line.name) ?? "",
    sku: textOf(line.sku),
    productId: referenceOf(line.product_id, "Product"),
    variantId: referenceOf(line.variant_id, "ProductVariant"),
  };
}

function discountOf(line: JsonObject, currencies: Currencies): Money {
  const total = moneyOf(line, "total_discount", currencies, "line_items.total_discount");
  return total ?? sumOf(allocationsOf(line, currencies), currencies);
}

/** A line's shares of the order's discounts; `total_discount` has only those of the line itself. */
export function allocationsOf(line: JsonObject, currencies: Currencies): Money[] {
  return objectsOf(line.discount_allocations).flatMap(
    (allocation) => moneyOf(allocation, "amount", currencies, "discount_allocations.amount") ?? [],
  );
}

function dutiesOf(field: JsonValue | undefined, currencies: Currencies): Money | null {
  const duties = objectsOf(field).flatMap((duty) => {
    const pair = objectOf(duty.price_set) ?? duty;
    return moneyOfPair(pair, currencies, "line_items.duties") ?? [];
  });
  return duties.length === 0 ? null : sumOf(duties, currencies);
}
