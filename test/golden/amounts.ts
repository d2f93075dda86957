import type { GoldenLine, GoldenOrder } from "./golden-order.ts";

/** What an order comes to, in the currency's smallest unit. Both writers take their sums from here. */

export interface Tax {
  rate: number;
  amount: number;
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

export function fullPrice({ price, pieces }: GoldenLine): number {
  return price * pieces;
}

/** What all discounts take off the line at this place. */
export function discountOn({ discounts }: GoldenOrder, index: number): number {
  return sum(discounts.map(({ shares }) => shares[index] ?? 0));
}

/** The tax in an amount, or on top of it, rounded half up. */
export function taxOf({ prices }: GoldenOrder, { rate }: Pick<GoldenLine, "rate">, amount: number): Tax | null {
  if (rate === null || prices === "tax_free") return null;
  return { rate, amount: Math.round((amount * rate) / (prices === "gross" ? 100 + rate : 100)) };
}

/** The tax that the discounts save on the line at this place. */
export function taxSaved(order: GoldenOrder, index: number): number {
  const line = order.lines[index];
  if (line === undefined) return 0;
  const due = fullPrice(line) - discountOn(order, index);
  return (taxOf(order, line, fullPrice(line))?.amount ?? 0) - (taxOf(order, line, due)?.amount ?? 0);
}

export function taxesOf(order: GoldenOrder): Tax[] {
  const ofLines = order.lines.map((line, index) => taxOf(order, line, fullPrice(line) - discountOn(order, index)));
  const byRate = new Map<number, number>();
  for (const tax of [...ofLines, ...(order.shipping?.taxes ?? [])]) {
    if (tax !== null) byRate.set(tax.rate, (byRate.get(tax.rate) ?? 0) + tax.amount);
  }
  return [...byRate].map(([rate, amount]) => ({ rate, amount }));
}

export interface Sums {
  /** Of the lines, before discounts. */
  lines: number;
  discount: number;
  shipping: number;
  tax: number;
  total: number;
}

export function sumsOf(order: GoldenOrder): Sums {
  const lines = sum(order.lines.map(fullPrice));
  const discount = sum(order.discounts.flatMap(({ shares }) => shares));
  const shipping = order.shipping?.price ?? 0;
  const tax = sum(taxesOf(order).map(({ amount }) => amount));
  return { lines, discount, shipping, tax, total: lines - discount + shipping + (order.prices === "net" ? tax : 0) };
}
