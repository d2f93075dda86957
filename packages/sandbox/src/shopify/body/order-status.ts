import type { BookedOrder } from "../booked-order.ts";
import { shippedPieces } from "./write-line.ts";

/** Shopify's word for what became of the money. */
export function financialStatus(order: BookedOrder): string {
  if (!order.paid) return order.cancelledAt === null ? "pending" : "voided";
  if (order.totals.refunded === 0) return "paid";
  return order.totals.refunded >= order.totals.total ? "refunded" : "partially_refunded";
}

/** Shopify's word for how much was sent; null where nothing was. */
export function fulfillmentStatus(order: BookedOrder): string | null {
  const open = order.lines.filter(
    (line) => shippedPieces(order, line.id) < line.ordered - line.removed - line.refunded,
  );
  const started = order.lines.some((line) => shippedPieces(order, line.id) > 0);
  if (!started) return null;
  return open.length === 0 ? "fulfilled" : "partial";
}
