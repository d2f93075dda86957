import type { TrackedProduct } from "../tracked-order.ts";
import type { ItemView } from "../tracking-view.ts";

/** What a page says of products. */
export function itemsOf(products: readonly TrackedProduct[]): ItemView[] {
  return products.flatMap(({ title, size, quantity }) => (quantity > 0 ? [{ title, size, quantity }] : []));
}

interface Likeness {
  /** Null: like nothing. */
  readonly keyOf: (product: TrackedProduct) => string | null;
  readonly fits: (line: TrackedProduct, piece: TrackedProduct) => boolean;
}

/** The surest first. Lines are looked up by their key: an order of a business has hundreds, in dozens of parcels. */
const LIKENESSES: readonly Likeness[] = [
  { keyOf: ({ sku, title, size }) => JSON.stringify([sku, title, size]), fits: () => true },
  { keyOf: ({ sku }) => sku, fits: () => true },
  // A parcel need not know the size; two different ones are two things.
  {
    keyOf: ({ title }) => title,
    fits: (line, piece) => line.size === null || piece.size === null || line.size === piece.size,
  },
];

/**
 * What of `ordered` is not in `packed`, line by line, never less than nothing. Pieces are of the line that is the same in
 * everything, else of one with their SKU, else of one with their name. A parcel that holds more than was ordered (Karla's
 * own plugin repeats the products in each parcel of a delivery) takes no more than there is.
 */
export function restOf(ordered: readonly TrackedProduct[], packed: readonly TrackedProduct[]): TrackedProduct[] {
  const left = ordered.map(({ quantity }) => quantity);
  const pieces = packed.map(({ quantity }) => quantity);
  for (const { keyOf, fits } of LIKENESSES) {
    const lines = Map.groupBy(ordered.entries(), ([, line]) => keyOf(line));
    packed.forEach((piece, from) => {
      const key = keyOf(piece);
      for (const [to, line] of key === null ? [] : (lines.get(key) ?? [])) {
        const taken = fits(line, piece) ? Math.min(pieces[from] ?? 0, left[to] ?? 0) : 0;
        pieces[from] = (pieces[from] ?? 0) - taken;
        left[to] = (left[to] ?? 0) - taken;
      }
    });
  }
  return ordered.map((line, index) => ({ ...line, quantity: left[index] ?? 0 }));
}
