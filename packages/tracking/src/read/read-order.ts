import { z } from "zod";
import type { TrackedOrder } from "../tracked-order.ts";
import { listOf, number, text, textOrNumber } from "./fields.ts";
import { readInstant } from "./read-moment.ts";
import { parcel } from "./read-parcel.ts";
import { product } from "./read-product.ts";

const order = z
  .looseObject({
    uuid: text,
    order_number: textOrNumber,
    order_name: textOrNumber,
    order_placed_at: text,
    total_order_price: number,
    currency: text,
    products: listOf(product),
    trackings: listOf(parcel),
  })
  .transform(
    ({ uuid, order_number, order_name, order_placed_at, total_order_price, currency, products, trackings }) => {
      const name = order_name ?? order_number;
      if (name === null) return null;
      return {
        id: uuid,
        number: order_number ?? name,
        name,
        placedAt: order_placed_at === null ? null : readInstant(order_placed_at),
        total: total_order_price === null || currency === null ? null : { amount: total_order_price, currency },
        products,
        parcels: trackings,
      };
    },
  );

export function readOrder(json: unknown): TrackedOrder | null {
  const read = order.safeParse(json);
  return read.success ? read.data : null;
}
