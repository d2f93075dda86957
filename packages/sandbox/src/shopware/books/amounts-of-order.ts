import type { BookedDiscountCode, BookedLine, BookedOrder } from "../../shopify/booked-order.ts";

/** Tax of a part of an order: `rate` in per cent, amounts in the currency's smallest unit. */
export interface TaxPart {
  rate: number;
  tax: number;
  /** What it is on. */
  price: number;
}

export interface LineAmounts {
  line: BookedLine;
  quantity: number;
  /** Before discounts. */
  total: number;
  taxes: readonly TaxPart[];
}

export interface PromotionAmounts extends Pick<BookedDiscountCode, "code" | "type"> {
  /** Negative; 0 for one on shipping. */
  total: number;
  taxes: readonly TaxPart[];
  /** The lines it is taken from. */
  composition: readonly { line: BookedLine; quantity: number; discount: number }[];
}

/** The sums of an order as Shopware keeps them, in the smallest unit. */
export interface OrderAmounts {
  taxStatus: "gross" | "net";
  lines: readonly LineAmounts[];
  promotions: readonly PromotionAmounts[];
  positions: number;
  shipping: number;
  shippingTaxes: readonly TaxPart[];
  taxes: readonly TaxPart[];
  total: number;
  net: number;
}

/** The sums of an order without duties. Tax is the books'; of shipping they know none, so where prices are net it has none. */
export function amountsOf(order: BookedOrder): OrderAmounts {
  const gross = order.taxesIncluded;
  const lines = order.lines
    .filter(({ ordered, removed }) => ordered > removed)
    .map((line): LineAmounts => {
      const quantity = line.ordered - line.removed;
      const total = line.price * quantity;
      if (line.tax === null) return { line, quantity, total, taxes: [] };
      const tax = line.tax.amount + taxIn(line.discount, rateOf(line), gross);
      return { line, quantity, total, taxes: [{ rate: rateOf(line), tax, price: total }] };
    });
  const promotions = order.discountCodes.map((code) => promotionOf(code, lines, gross));
  const shipping = order.totals.shipping - sum(order.discountCodes.filter(isOnShipping).map(({ amount }) => amount));
  const rate = lines.flatMap(({ taxes }) => taxes)[0]?.rate;
  const shippingTaxes = taxesOfShipping(shipping, gross ? rate : undefined);
  const parts = [...lines, ...promotions].flatMap(({ taxes }) => taxes);
  const taxes = byRate([...parts, ...shippingTaxes]);
  const positions = sum([...lines, ...promotions].map(({ total }) => total));
  const tax = sum(taxes.map((each) => each.tax));
  const sold = positions + shipping;
  return {
    taxStatus: gross ? "gross" : "net",
    lines,
    promotions,
    positions,
    shipping,
    shippingTaxes,
    taxes,
    total: gross ? sold : sold + tax,
    net: gross ? sold - tax : sold,
  };
}

/** Tax on the price of shipping, which includes it. */
export function taxesOfShipping(price: number, rate: number | undefined): TaxPart[] {
  return rate === undefined ? [] : [{ rate, tax: taxIn(price, rate, true), price }];
}

function promotionOf(code: BookedDiscountCode, lines: readonly LineAmounts[], gross: boolean): PromotionAmounts {
  const { type } = code;
  if (isOnShipping(code)) return { code: code.code, type, total: 0, taxes: [], composition: [] };
  const composition = lines
    .filter(({ line }) => line.discount > 0)
    .map(({ line, quantity }) => ({ line, quantity, discount: line.discount }));
  const taxes = composition
    .filter(({ line }) => line.tax !== null)
    .map(({ line, discount }) => {
      const rate = rateOf(line);
      return { rate, tax: -taxIn(discount, rate, gross), price: -discount };
    });
  const total = -sum(composition.map(({ discount }) => discount));
  return { code: code.code, type, total, taxes: byRate(taxes), composition };
}

function isOnShipping({ type }: BookedDiscountCode): boolean {
  return type === "shipping";
}

function rateOf(line: BookedLine): number {
  return Math.round(Number(line.tax?.rate ?? 0) * 10_000) / 100;
}

function taxIn(amount: number, rate: number, gross: boolean): number {
  return Math.round((amount * rate) / (gross ? 100 + rate : 100));
}

function byRate(parts: readonly TaxPart[]): TaxPart[] {
  const merged = new Map<number, TaxPart>();
  for (const { rate, tax, price } of parts) {
    const known = merged.get(rate) ?? { rate, tax: 0, price: 0 };
    merged.set(rate, { rate, tax: known.tax + tax, price: known.price + price });
  }
  return [...merged.values()];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
