import type { BookedLine, BookedOrder } from "@karla/sandbox/booked-order";
import { amountsOf } from "@karla/sandbox/shopware-amounts";
import type { ExpectedProduct } from "../expected.ts";
import { majorUnits } from "../major-units.ts";
import { idsOfArticle } from "./ids.ts";

/** The lines that are products: each with the pieces that are ordered. Lines without a product are none for the core. */
export function expectedProducts(order: BookedOrder): ExpectedProduct[] {
  const { code, digits } = order.currency;
  return amountsOf(order).lines.flatMap(({ line, quantity, taxes }) =>
    productOf(order, line, quantity).map((product) => ({
      ...product,
      picture: line.picture,
      tax_lines: taxes.map(({ rate, tax }) => ({
        title: null,
        price: majorUnits(tax, digits),
        // Hundredths of a per cent, as a share.
        rate: majorUnits(Math.round(rate * 100), 4),
        currency: code,
      })),
    })),
  );
}

/** A line as part of a parcel; taxes and pictures are told with the order only. */
export function movedProduct(order: BookedOrder, moved: { lineId: string; quantity: number }): ExpectedProduct[] {
  return order.lines.filter(({ id }) => id === moved.lineId).flatMap((line) => productOf(order, line, moved.quantity));
}

/** A product always has a number in Shopware. */
function productOf(order: BookedOrder, line: BookedLine, quantity: number): ExpectedProduct[] {
  const ids = idsOfArticle(line);
  if (ids === null) return [];
  return [
    {
      title: line.title,
      quantity,
      price: majorUnits(line.price, order.currency.digits),
      sku: line.sku ?? `SW${line.variantId}`,
      product_id: ids.product,
      variant_id: ids.variant,
      picture: null,
      tax_lines: [],
    },
  ];
}
