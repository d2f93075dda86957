import type { BookedLine, BookedOrder } from "@karla/sandbox/booked-order";
import type { ExpectedProduct } from "./expected.ts";
import { majorUnits } from "./major-units.ts";

/**
 * One product per line that is still part of the order: what is left after edits and refunds, or what lies in parcels,
 * whichever is more (goods that were sent and given back were still sent).
 */
export function expectedProducts(order: BookedOrder): ExpectedProduct[] {
  return order.lines.flatMap((line) => {
    const left = line.ordered - line.removed - line.refunded;
    const quantity = Math.max(left, piecesInParcels(order, line.id));
    if (quantity <= 0) return [];
    return [{ ...product(order, line, quantity), picture: line.picture, tax_lines: taxLines(order, line) }];
  });
}

/** A line as part of a parcel; taxes and pictures are told with the order only. */
export function movedProduct(order: BookedOrder, moved: { lineId: string; quantity: number }): ExpectedProduct[] {
  return order.lines.filter(({ id }) => id === moved.lineId).map((line) => product(order, line, moved.quantity));
}

function product(order: BookedOrder, line: BookedLine, quantity: number): ExpectedProduct {
  return {
    title: line.title,
    quantity,
    price: majorUnits(line.price, order.currency.digits),
    sku: line.sku,
    product_id: line.productId,
    variant_id: line.variantId,
    picture: null,
    tax_lines: [],
  };
}

function taxLines(order: BookedOrder, { tax }: BookedLine): ExpectedProduct["tax_lines"] {
  if (tax === null) return [];
  const price = majorUnits(tax.amount, order.currency.digits);
  return [{ title: tax.title, price, rate: tax.rate, currency: order.currency.code }];
}

function piecesInParcels(order: BookedOrder, lineId: string): number {
  return order.fulfillments
    .filter(({ status }) => status !== "cancelled")
    .flatMap(({ lines }) => lines)
    .filter((moved) => moved.lineId === lineId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
