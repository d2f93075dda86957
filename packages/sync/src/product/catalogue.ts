import type { ProductVariantBulkItem } from "@karla/api/product-variant";
import type { ShopId } from "../ids.ts";
import type { Connection } from "../pipeline/shops.ts";
import type { ProductBooks } from "./product-books.ts";
import type { ProductReader } from "./product-reader.ts";

/** The core's catalogue of one shop. Calls throw the client's errors. */
export interface CataloguePort {
  /** Resolves when the core has all of them, some 50 at most; else throws what the refusal of one alone throws, or `NotSent`. */
  upsert(variants: readonly ProductVariantBulkItem[]): Promise<void>;
  /** With all of its variants. */
  deleteProduct(productId: string): Promise<void>;
}

/**
 * Has products looked at, each in a lane of its own. They are due at `dueAt`; their lanes are any worker's from `lanesDueAt` on,
 * where whoever owes them takes them himself. Milliseconds since the epoch.
 */
export type OweProducts = (
  shopId: ShopId,
  productIds: readonly string[],
  dueAt: number,
  lanesDueAt?: number,
) => Promise<void>;

/** What the sync of products works on. Only platforms that have it bring one. */
export interface Catalogue {
  reader: ProductReader;
  books: ProductBooks;
  owe: OweProducts;
  coreOf: (connection: Connection) => CataloguePort;
}
