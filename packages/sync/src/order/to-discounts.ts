import type { OrderPlacement } from "@karla/api/contract";
import type { Decimal } from "./money.ts";
import type { OrderSnapshot } from "./order.ts";
import { present } from "./present.ts";

/** The codes the customer typed. Automatic discounts have none and are part of the order's sums only. */
export function toDiscounts({ discounts }: OrderSnapshot): NonNullable<OrderPlacement["discounts"]> {
  return discounts.flatMap(({ code, amount, type }) => {
    if (code === null || code.trim() === "") return [];
    return [{ code, ...present("amount", amount === null ? null : withoutSign(amount)), ...present("type", type) }];
  });
}

/** The core wants what was taken off as a positive amount; the PHP plugin sends it negative. */
export function withoutSign(amount: Decimal): Decimal {
  return amount.startsWith("-") ? amount.slice(1) : amount;
}
