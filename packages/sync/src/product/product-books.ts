import type { ShopId } from "../ids.ts";

/** A variant that the core was given under a slug. */
export interface GivenVariant {
  slug: string;
  variantId: string;
  /** Of what it was given last. Null: it may have it, and nobody knows in which state. */
  hash: string | null;
}

/**
 * What the core was given of a shop's catalogue: it cannot be asked for it. So what is not sold any more is known to be there,
 * also once the shop has forgotten which product it was a variant of, and what did not change is not sent again.
 */
export interface ProductBooks {
  of(shopId: ShopId, productId: string): Promise<GivenVariant[]>;
  /** The product of which the core was given this as a variant; null where it is none, or a product of its own. */
  productOf(shopId: ShopId, variantId: string): Promise<string | null>;
  keep(shopId: ShopId, productId: string, given: readonly GivenVariant[]): Promise<void>;
  /** The product was deleted there. */
  forget(shopId: ShopId, productId: string, slug: string): Promise<void>;
  /** A page of the products it was given any variant of, by id, behind `after`. */
  list(shopId: ShopId, after: string | null, limit: number): Promise<string[]>;
  /** Nobody knows any more in which state it has anything: all of it is sent again when it is looked at. */
  doubt(shopId: ShopId): Promise<void>;
}
