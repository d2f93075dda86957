import type { BookedOrder } from "../../booked-order.ts";
import { type MoneyNodes, moneyNodes } from "./money-nodes.ts";

/** What every part of an order's answer is built from. */
export interface OrderPage {
  order: BookedOrder;
  shopDomain: string;
  money: MoneyNodes;
}

export function orderPage(order: BookedOrder, shopDomain: string): OrderPage {
  return { order, shopDomain, money: moneyNodes(order) };
}
