import type { BookedLine } from "../../booked-order.ts";
import type { AdminNode } from "./admin-node.ts";
import type { OrderPage } from "./order-page.ts";

/** The `TaxLine`s of one line. */
export function lineTaxNodes({ tax }: BookedLine, page: OrderPage): AdminNode[] {
  return tax === null ? [] : [taxNode(tax.title, tax.rate, tax.amount, page)];
}

/** The `TaxLine`s of the whole order. The books tax an order by one rule. */
export function orderTaxNodes(page: OrderPage): AdminNode[] {
  const { lines, totals } = page.order;
  const [first] = lines.flatMap(({ tax }) => tax ?? []);
  return first === undefined || totals.tax === 0 ? [] : [taxNode(first.title, first.rate, totals.tax, page)];
}

function taxNode(title: string, rate: string, amount: number, { money }: OrderPage): AdminNode {
  // 0.0625 of a price are 6.25 percent of it; binary fractions would print 6.25000000001.
  const ratePercentage = Number((Number(rate) * 100).toFixed(4));
  return { title, rate: Number(rate), ratePercentage, priceSet: money.bag(amount), channelLiable: false };
}
