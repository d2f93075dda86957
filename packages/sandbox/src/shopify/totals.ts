import type { BookedDiscountCode, BookedLine, BookedRefund, BookedShipping, BookedTotals } from "./booked-order.ts";

/** Everything a sum is made of. */
interface Sold {
  taxesIncluded: boolean;
  lines: readonly BookedLine[];
  shipping: BookedShipping | null;
  discountCodes: readonly BookedDiscountCode[];
  refunds: readonly BookedRefund[];
}

/** The sums of an order as sold. Edits count, refunds are kept apart, as on Shopify (`total_price`, `current_total_price`). */
export function totalsOf(sold: Sold): BookedTotals {
  const kept = sold.lines.map((line) => ({ line, pieces: line.ordered - line.removed }));
  const lines = sum(kept.map(({ line, pieces }) => line.price * pieces));
  const shipping = sold.shipping?.price ?? 0;
  const shippingDiscount = sum(
    sold.discountCodes.filter(({ type }) => type === "shipping").map(({ amount }) => amount),
  );
  const lineDiscount = sum(kept.filter(({ pieces }) => pieces > 0).map(({ line }) => line.discount));
  const tax = sum(kept.filter(({ pieces }) => pieces > 0).map(({ line }) => line.tax?.amount ?? 0));
  const duties = sum(kept.filter(({ pieces }) => pieces > 0).map(({ line }) => line.duties));
  const subtotal = lines - lineDiscount;
  return {
    lines,
    subtotal,
    shipping,
    discount: lineDiscount + shippingDiscount,
    tax,
    duties,
    total: subtotal + shipping - shippingDiscount + duties + (sold.taxesIncluded ? 0 : tax),
    refunded: sum(sold.refunds.map(({ amount }) => amount)),
    weight: sum(kept.map(({ line, pieces }) => line.grams * pieces)),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
