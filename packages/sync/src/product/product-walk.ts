import type { ShopId } from "../ids.ts";

/** One way through a shop's catalogue. It is kept after every page, and goes on where it was after whatever happens. */
export interface ProductWalk {
  /** From when on all of the catalogue is asked for: the sync was switched on. ISO 8601. */
  askedAt: string;
  /** Null: not begun. */
  startedAt: string | null;
  /** `shop`: through the shop's products. `books`: through what the core was given, for what the shop has no more. */
  phase: "shop" | "books";
  /** Where it goes on; null at the beginning of a phase. */
  after: string | null;
  /** Products of the shop gone through. */
  done: number;
  finishedAt: string | null;
}

export interface ProductWalks {
  /** Null: nobody ever asked for one. */
  latest(shopId: ShopId): Promise<ProductWalk | null>;
  /** Keeps a step. `askedAt` stays as it is: somebody may ask meanwhile. */
  keep(shopId: ShopId, walk: ProductWalk): Promise<void>;
}

/**
 * A step of the way through a shop's catalogue. Throws the errors of the shop's platform; what the core says of products is told
 * by their own turns.
 */
export type ProductWork = (shopId: ShopId) => Promise<{
  /** When to go on. Milliseconds since the epoch. */
  again: number;
  /** The core answered about all products of it, whatever it said. */
  answered: boolean;
}>;
