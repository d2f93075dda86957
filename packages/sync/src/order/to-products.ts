import type { Product } from "@karla/api/contract";
import { jsonNumber } from "@karla/api/json-number";
import { type MappedFields, NOTHING_MAPPED } from "./mapped-fields.ts";
import type { Fulfillment, OrderLine, OrderSnapshot } from "./order.ts";
import { present } from "./present.ts";

/**
 * The lines the customer still gets, or has got: a piece that was shipped and refunded later stays, though the platform
 * no longer counts it as current, and so does one that left after the order was cancelled. A line of which nothing is
 * left is gone.
 */
export function toProducts(
  snapshot: OrderSnapshot,
  fulfillments: readonly Fulfillment[],
  mapped: MappedFields["products"] = NOTHING_MAPPED.products,
): Product[] {
  const shipped = shippedByLine(fulfillments);
  return snapshot.lines.flatMap((line) => {
    const quantity = Math.max(line.currentQuantity ?? line.quantity, shipped.get(line.id) ?? 0);
    return quantity > 0 ? [{ ...toProduct(line, quantity, snapshot.currency), ...mapped.get(line.id) }] : [];
  });
}

function toProduct(line: OrderLine, quantity: number, currency: string): Product {
  const taxLines = line.taxLines.map(({ title, price, rate }) => ({
    ...present("title", title),
    price: jsonNumber(price),
    ...present("rate", rate === null ? null : jsonNumber(rate)),
    currency,
  }));
  return {
    ...present("title", line.title),
    quantity,
    price: jsonNumber(line.price.shop),
    ...present("sku", line.sku),
    ...present("product_id", line.productId),
    ...present("variant_id", line.variantId),
    ...present("tax_lines", taxLines.length === 0 ? null : taxLines),
  };
}

function shippedByLine(fulfillments: readonly Fulfillment[]): Map<string, number> {
  const shipped = new Map<string, number>();
  for (const { status, lines } of fulfillments) {
    if (status === "cancelled") continue;
    for (const { lineId, quantity } of lines) shipped.set(lineId, (shipped.get(lineId) ?? 0) + quantity);
  }
  return shipped;
}
