import type { ShopId } from "../ids.ts";
import type { Product } from "./product.ts";

export type ProductRead =
  | { outcome: "product"; product: Product }
  /** A variant: what is said of it is said with its product. */
  | { outcome: "variant_of"; productId: string }
  | { outcome: "not_found" };

export interface ProductPage {
  productIds: string[];
  /** Where the next page begins; null where this is the last. */
  after: string | null;
}

/** Reads a shop's catalogue on its platform. Calls throw on anything but an answer. */
export interface ProductReader {
  /** All products, sold or not, as many as one `read` takes (some 50). Variants are with theirs. What is made meanwhile comes last. */
  list(shopId: ShopId, after: string | null): Promise<ProductPage>;
  /** As they are now, each with all of its variants. Every id that was asked for is in the answer. */
  read(shopId: ShopId, ids: readonly string[]): Promise<ReadonlyMap<string, ProductRead>>;
  /** Those of these products that the shop still has; some hundreds at a time. */
  stillThere(shopId: ShopId, ids: readonly string[]): Promise<string[]>;
}
