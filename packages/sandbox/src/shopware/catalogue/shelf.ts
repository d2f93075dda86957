import type { BookedLine, BookedOrder } from "../../shopify/booked-order.ts";
import { LIVE_VERSION } from "../entity/entity.ts";
import { parentId, soldId } from "../entity/product-entities.ts";
import type { EntityWrite, ShopwareEvent } from "../sender/shopware-event.ts";

/** A product in the shop's catalogue, or a variant of one. */
export interface ShelfProduct {
  id: string;
  /** The product that it is a variant of; null for a product. */
  parentId: string | null;
  /** What it is sold as. A product with variants has that of the first one sold. */
  line: BookedLine;
  currency: BookedOrder["currency"];
  /** Grows with each product that was made. */
  autoIncrement: number;
  /** Null: as its product. */
  active: boolean | null;
  /** Milliseconds since the epoch. */
  updatedAt: number | null;
}

export type ProductChange = Partial<Pick<BookedLine, "title" | "price" | "picture">> & { active?: boolean };

/** All that the shop sells. What it would tell its apps about a change is given back, not sent. */
export interface Shelf {
  /** What an order has sold is in the catalogue, and stays as it is there. */
  stock(order: Pick<BookedOrder, "lines" | "currency">): void;
  all(): ShelfProduct[];
  find(id: string): ShelfProduct | null;
  variantsOf(id: string): ShelfProduct[];
  /** The merchant changes a product or a variant in the administration. */
  change(id: string, change: ProductChange): ShopwareEvent[];
  /** Deletes it, and with a product its variants. */
  remove(id: string): ShopwareEvent[];
}

export function createShelf(now: () => number): Shelf {
  const products = new Map<string, ShelfProduct>();
  /** Ids of variants by their product's. */
  const variants = new Map<string, Set<string>>();
  let made = 0;
  const put = (id: string, product: Pick<ShelfProduct, "parentId" | "line" | "currency" | "active">): void => {
    if (products.has(id)) return;
    made += 1;
    products.set(id, { ...product, id, autoIncrement: made, updatedAt: null });
    if (product.parentId !== null)
      variants.set(product.parentId, (variants.get(product.parentId) ?? new Set()).add(id));
  };
  const told = (event: string, writes: readonly EntityWrite[]): ShopwareEvent[] => [
    { event, orderId: null, version: null, at: now(), payload: { shape: "writes", writes } },
  ];
  const variantsOf = (id: string): ShelfProduct[] =>
    [...(variants.get(id) ?? [])].flatMap((variant) => products.get(variant) ?? []);
  return {
    stock: ({ lines, currency }) => {
      for (const line of lines) {
        const [id, parent] = [soldId(line), parentId(line)];
        if (id === null) continue;
        if (parent !== null) put(parent, { parentId: null, line, currency, active: true });
        put(id, { parentId: parent, line, currency, active: parent === null ? true : null });
      }
    },
    all: () => [...products.values()],
    find: (id) => products.get(id) ?? null,
    variantsOf,
    change: (id, { active, ...change }) => {
      const product = products.get(id);
      if (product === undefined) throw new Error("the shop does not sell this");
      const line = { ...product.line, ...change };
      products.set(id, { ...product, line, active: active ?? product.active, updatedAt: now() });
      const updatedFields = ["versionId", ...Object.keys(change), "updatedAt", "id"];
      return told("product.written", [
        { entity: "product", operation: "update", primaryKey: id, updatedFields, versionId: LIVE_VERSION },
      ]);
    },
    remove: (id) => {
      const gone = [...variantsOf(id), ...(products.get(id) === undefined ? [] : [{ id }])];
      for (const each of gone) products.delete(each.id);
      return told(
        "product.deleted",
        gone.map(({ id: primaryKey }) => ({ entity: "product", operation: "delete", primaryKey })),
      );
    },
  };
}
