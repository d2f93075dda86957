import type { BookedDiscountCode, BookedOrder } from "../../booked-order.ts";
import type { AdminNode } from "./admin-node.ts";
import type { OrderPage } from "./order-page.ts";

/** `DiscountCodeApplication`s, in the order of the codes. */
export function discountApplicationNodes({ order, money }: OrderPage): AdminNode[] {
  return order.discountCodes.map(({ code, amount, type }, index) => ({
    __typename: "DiscountCodeApplication",
    index,
    code,
    targetType: type === "shipping" ? "SHIPPING_LINE" : "LINE_ITEM",
    targetSelection: "ALL",
    allocationMethod: "ACROSS",
    value: type === "percentage" ? { __typename: "PricingPercentageValue", percentage: 10 } : money.money(amount),
  }));
}

/** What a line bears of the order's discount on goods. */
export function lineAllocationNodes(discount: number, page: OrderPage): AdminNode[] {
  return allocationNodes(discount, page, ({ type }) => type !== "shipping");
}

/** What the shipping line bears. */
export function shippingAllocationNodes(page: OrderPage): AdminNode[] {
  return allocationNodes(shippingDiscount(page.order), page, ({ type }) => type === "shipping");
}

export function shippingDiscount({ discountCodes }: BookedOrder): number {
  return discountCodes.filter(({ type }) => type === "shipping").reduce((sum, { amount }) => sum + amount, 0);
}

function allocationNodes(amount: number, page: OrderPage, from: (code: BookedDiscountCode) => boolean): AdminNode[] {
  if (amount === 0) return [];
  const application = discountApplicationNodes(page)[page.order.discountCodes.findIndex(from)];
  return [
    {
      allocatedAmountSet: page.money.bag(amount),
      ...(application === undefined ? {} : { discountApplication: application }),
    },
  ];
}
