import type { AdminNode } from "./admin-node.ts";
import { shippingAllocationNodes, shippingDiscount } from "./discount-nodes.ts";
import { gid } from "./gid.ts";
import type { OrderPage } from "./order-page.ts";

/** The order's `ShippingLine`s: one, or none. */
export function shippingNodes(page: OrderPage): AdminNode[] {
  const { order, money } = page;
  if (order.shipping === null) return [];
  const { id, title, code, price } = order.shipping;
  const discounted = money.bag(price - shippingDiscount(order));
  return [
    {
      __typename: "ShippingLine",
      id: gid("ShippingLine", id),
      title,
      code,
      source: "shopify",
      custom: false,
      isRemoved: false,
      carrierIdentifier: null,
      phone: null,
      originalPriceSet: money.bag(price),
      discountedPriceSet: discounted,
      currentDiscountedPriceSet: discounted,
      discountAllocations: shippingAllocationNodes(page),
      taxLines: [],
    },
  ];
}
