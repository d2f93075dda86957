import { textOf } from "@karla/sync/json-fields";
import type { ShippingLine } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { flagOf, objectsOf } from "./json-fields.ts";
import { type Currencies, moneyOf } from "./money.ts";

/** The shipping lines of an order that are still on it: an edit leaves removed ones in the list (`is_removed`). */
export function remainingShippingLines(order: JsonObject): JsonObject[] {
  return objectsOf(order.shipping_lines).filter((line) => !flagOf(line.is_removed, false));
}

export function shippingLinesOf(order: JsonObject, currencies: Currencies): ShippingLine[] {
  return remainingShippingLines(order).map((line) => {
    const price = moneyOf(line, "price", currencies, "shipping_lines.price");
    if (price === null) throw new UnusableEvent("unreadable_money", "a shipping line has no price");
    return { title: textOf(line.title), code: textOf(line.code), price };
  });
}
