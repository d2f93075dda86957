import type { TrackedProduct } from "../tracked-order.ts";
import type { ItemView } from "../tracking-view.ts";

/** What a page says of products. */
export function itemsOf(products: readonly TrackedProduct[]): ItemView[] {
  return products.flatMap(({ title, size, quantity }) => (quantity > 0 ? [{ title, size, quantity }] : []));
}

/**
 * What of `ordered` is not in `packed`, line by line, never less than nothing. Pieces are of the line that is the same in everything, else of one with their SKU,
 * else of one with their name. A parcel that holds more than was ordered (Karla's own plugin repeats the products in each
 * parcel of a delivery) takes no more than there is.
 */
export function restOf(ordered: readonly TrackedProduct[], packed: readonly TrackedProduct[]): TrackedProduct[] {
  const left = ordered.map(({ quantity }) => quantity);
  const pieces = packed.map(({ quantity }) => quantity);
  for (const isSame of [isEqual, hasSameSku, isNamedAlike]) {
    packed.forEach((piece, from) => {
      ordered.forEach((line, to) => {
        const taken = isSame(line, piece) ? Math.min(pieces[from] ?? 0, left[to] ?? 0) : 0;
        pieces[from] = (pieces[from] ?? 0) - taken;
        left[to] = (left[to] ?? 0) - taken;
      });
    });
  }
  return ordered.map((line, index) => ({ ...line, quantity: left[index] ?? 0 }));
}

function isEqual(line: TrackedProduct, piece: TrackedProduct): boolean {
  return line.sku === piece.sku && line.title === piece.title && line.size === piece.size;
}

function hasSameSku(line: TrackedProduct, piece: TrackedProduct): boolean {
  return piece.sku !== null && line.sku === piece.sku;
}

/** A parcel need not know the size; two different ones are two things. */
function isNamedAlike(line: TrackedProduct, piece: TrackedProduct): boolean {
  if (piece.title === null || line.title !== piece.title) return false;
  return line.size === null || piece.size === null || line.size === piece.size;
}
