import type { ShopId } from "../ids.ts";
import type { ProblemAbout, ProblemCode } from "../pipeline/shops.ts";

/** A problem of a shop, of those that the merchant can be told of outside of our pages. */
export interface NoticedProblem {
  code: ProblemCode;
  about: ProblemAbout;
  /** Milliseconds since the epoch. */
  openedAt: number;
  isOpen: boolean;
  /** When the merchant was last told of a problem with this code; null: never. Milliseconds since the epoch. */
  toldAt: number | null;
  /** When the merchant was last told that one with this code is over; null: never. Milliseconds since the epoch. */
  overToldAt: number | null;
}

/** What a merchant was told by his platform, so that he is not told twice. */
export interface ProblemNotices {
  /** All that the shop ever had, of each code the last one. */
  of(shopId: ShopId): Promise<NoticedProblem[]>;
  /** Notes that the merchant has now been told of it. */
  told(shopId: ShopId, code: ProblemCode): Promise<void>;
  /** Notes that the merchant has now been told of its end. */
  overTold(shopId: ShopId, code: ProblemCode): Promise<void>;
}
