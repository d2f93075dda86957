import { z } from "zod";
import { number, text, textOrNumber } from "./fields.ts";

/** More pieces of one product than anybody orders; keeps sums exact. */
const MAX_QUANTITY = 1_000_000;

/** `ProductDTO` of an order, `ProductSchema` of a parcel. */
export const product = z
  .looseObject({ title: text, size: text, sku: textOrNumber, quantity: number, weight: number })
  .transform(({ title, size, sku, quantity, weight }) => ({ title, size, sku, quantity: pieces(quantity), weight }));

function pieces(quantity: number | null): number {
  return quantity === null ? 1 : Math.min(Math.max(Math.floor(quantity), 0), MAX_QUANTITY);
}
