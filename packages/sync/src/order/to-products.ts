import type { Product } from "@karla/api/contract";
import { jsonNumber } from "@karla/api/json-number";
import { type MappedFields, NOTHING_MAPPED } from "./mapped-fields.ts";
import type { Fulfillment, Order, OrderLine, OrderSnapshot } from "./order.ts";
import { type Picture, pictureKeyOf } from "./picture.ts";
import { present } from "./present.ts";

/**
 * The lines the customer still gets, or has got: a piece that was shipped and refunded later stays, though the platform
 * no longer counts it as current, and so does one that left after the order was cancelled. A line of which nothing is
 * left is gone. Where the platform does not count what is left apart (Shopware), what was ordered is what stands.
 */
export function toProducts(
  snapshot: OrderSnapshot,
  { fulfillments, pictures }: Pick<Order, "fulfillments" | "pictures">,
  mapped: MappedFields["products"] = NOTHING_MAPPED.products,
): Product[] {
  const shipped = shippedByLine(fulfillments);
  return snapshot.lines.flatMap((line) => {
    const left = line.currentQuantity;
    const quantity = left === null ? line.quantity : Math.max(left, shipped.get(line.id) ?? 0);
    if (quantity <= 0) return [];
    const images = toImages(pictures[pictureKeyOf(line) ?? ""]);
    return [{ ...toProduct(line, quantity, snapshot.currency), ...images, ...mapped.get(line.id) }];
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

/** Where there is a picture; nothing is said of one that is not there, or was not read. */
function toImages(picture: Picture | undefined): Pick<Product, "images"> {
  const src = picture?.src ?? null;
  return src === null ? {} : { images: [{ src, ...present("alt", picture?.alt ?? null) }] };
}

function shippedByLine(fulfillments: readonly Fulfillment[]): Map<string, number> {
  const shipped = new Map<string, number>();
  for (const { status, lines } of fulfillments) {
    if (status === "cancelled") continue;
    for (const { lineId, quantity } of lines) shipped.set(lineId, (shipped.get(lineId) ?? 0) + quantity);
  }
  return shipped;
}
