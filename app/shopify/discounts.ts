import { objectOf, textOf } from "@karla/sync/json-fields";
import { addDecimals, type Decimal } from "@karla/sync/money";
import type { Discount } from "@karla/sync/order";
import type { JsonObject } from "@karla/sync/read-json";
import { listOf, objectsOf } from "./json-fields.ts";
import { amountOf, type Currencies, moneyOf } from "./money.ts";

/**
 * What was taken off, and why. Codes come with their amount in `discount_codes`; automatic, manual and script discounts
 * are in `discount_applications` alone, which often give only a percentage: their amounts are with the lines.
 */
export function discountsOf(order: JsonObject, currencies: Currencies): Discount[] {
  const codes = objectsOf(order.discount_codes).flatMap((discount): Discount[] => {
    const code = textOf(discount.code);
    const amount = amountOf(discount.amount, "discount_codes.amount");
    return code === null ? [] : [{ code, title: null, amount: withoutSign(amount), type: textOf(discount.type) }];
  });
  const allocated = allocatedByApplication(order, currencies);
  const others = listOf(order.discount_applications).flatMap((item, index): Discount[] => {
    const application = objectOf(item);
    if (application === null || application.type === "discount_code") return [];
    const amount = allocated.get(String(index)) ?? fixedValue(application);
    const title = textOf(application.title) ?? textOf(application.description);
    return [{ code: null, title, amount: withoutSign(amount), type: textOf(application.value_type) }];
  });
  return [...codes, ...others];
}

/** Lines refer to the discounts that touch them by their place in the list. */
function allocatedByApplication(order: JsonObject, currencies: Currencies): Map<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const line of [...objectsOf(order.line_items), ...objectsOf(order.shipping_lines)]) {
    for (const allocation of objectsOf(line.discount_allocations)) {
      const amount = moneyOf(allocation, "amount", currencies, "discount_allocations.amount");
      const index = allocation.discount_application_index;
      if (amount === null || typeof index !== "string") continue;
      sums.set(index, addDecimals(sums.get(index) ?? "0", amount.shop));
    }
  }
  return sums;
}

function fixedValue({ value, value_type: type }: JsonObject): Decimal | null {
  return type === "fixed_amount" ? amountOf(value, "discount_applications.value") : null;
}

function withoutSign(amount: Decimal | null): Decimal | null {
  return amount?.startsWith("-") ? amount.slice(1) : amount;
}
