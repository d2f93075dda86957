import { objectOf, textOf } from "@karla/sync/json-fields";
import type { Discount } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { type Amounts, requireAmount, withoutSign } from "./amounts-of.ts";
import { objectsOf } from "./json-fields.ts";

/**
 * The promotions of an order. Shopware takes them off as lines with a negative price; one on the shipping costs has a line of
 * nothing, and a delivery with negative costs. Automatic ones have no code.
 */
export function discountsOf(order: JsonObject, amounts: Amounts): (Discount & { amount: string })[] {
  return objectsOf(order.lineItems).flatMap((line) => {
    if (line.type !== "promotion") return [];
    const payload = objectOf(line.payload);
    const amount = amounts(line.totalPrice ?? objectOf(line.price)?.totalPrice, "lineItems.totalPrice");
    return [
      {
        code: textOf(payload?.code),
        title: textOf(line.label),
        amount: withoutSign(requireAmount(amount, "lineItems.totalPrice")),
        type: textOf(payload?.discountType),
      },
    ];
  });
}
