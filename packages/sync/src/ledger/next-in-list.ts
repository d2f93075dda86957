import { compareInstants } from "../order/compare-instants.ts";
import type { ListedOrder, ListedPage } from "../reconcile/order-walk.ts";
import type { OpenAccount } from "./ledger.ts";

/** A platform ends a list before everything is listed (Shopify after 25,000): sooner than that it is begun anew where it stands. */
const LIST_ANEW = 20_000;

/**
 * What is counted of a page, and where the list goes on: behind it, or in a list that begins at its last order. That order, and
 * whatever was placed in the same instant, is then left to that list, so that nothing is counted twice.
 */
export function nextInList(
  { inShop, list }: Pick<OpenAccount, "inShop" | "list">,
  { orders, after }: ListedPage,
): { orders: readonly ListedOrder[]; list: OpenAccount["list"] } {
  const last = orders.at(-1);
  const full = Math.floor((inShop + orders.length) / LIST_ANEW) > Math.floor(inShop / LIST_ANEW);
  if (full && after !== null && last !== undefined) {
    const earlier = orders.filter(({ createdAt }) => compareInstants(createdAt, last.createdAt) < 0);
    if (earlier.length > 0) return { orders: earlier, list: { from: last.createdAt, after: null, ended: false } };
  }
  return { orders, list: { ...list, after, ended: after === null } };
}
