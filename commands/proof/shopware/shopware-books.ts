import type { BookedOrder } from "@karla/sandbox/booked-order";
import { nextOrder } from "@karla/sandbox/shopware-next-order";
import { playsInShopware, type ShopwareOrder } from "@karla/sandbox/shopware-order";

/** One order in a Shopware shop's books: every version of it, the newest last. */
export interface ShopwareEntry {
  order: ShopwareOrder;
  history: readonly ShopwareOrder[];
}

/** The order as a Shopware shop has had it; null where none can have sold it. */
export function shopwareEntry(versions: readonly BookedOrder[]): ShopwareEntry | null {
  const history: ShopwareOrder[] = [];
  for (const version of versions) {
    if (playsInShopware(version)) history.push(nextOrder(history.at(-1) ?? null, version));
  }
  const order = history.at(-1);
  return order === undefined ? null : { order, history };
}
