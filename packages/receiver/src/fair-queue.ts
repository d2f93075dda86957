export type Pushed<T> =
  | { outcome: "queued" }
  /** Queued in the place of another: the newest of the shop that had the most. */
  | { outcome: "displaced"; displaced: T }
  /** No room, and the item's own shop is the one that has the most. */
  | { outcome: "full" };

export interface FairQueue<T> {
  size(): number;
  push(shop: string, item: T): Pushed<T>;
  /** The oldest item of the shop whose turn it is; shops take turns. */
  take(): T | undefined;
}

/** A bounded queue in which a shop with a storm waits for itself alone: first in, first out within a shop. */
export function createFairQueue<T>(capacity: number): FairQueue<T> {
  /** The shop whose turn it is comes first. No shop has an empty list. */
  const shops = new Map<string, T[]>();
  let size = 0;

  /** Newest item of the longest list, unless that list is hardly longer than the one it would make room in. */
  function displaceFor(shop: string): T | undefined {
    let longest: T[] = [];
    for (const items of shops.values()) if (items.length > longest.length) longest = items;
    const own = shops.get(shop)?.length ?? 0;
    return longest.length > own + 1 ? longest.pop() : undefined;
  }

  function append(shop: string, item: T): void {
    const items = shops.get(shop);
    if (items === undefined) shops.set(shop, [item]);
    else items.push(item);
  }

  return {
    size: () => size,
    push(shop, item) {
      if (size < capacity) {
        append(shop, item);
        size += 1;
        return { outcome: "queued" };
      }
      const displaced = displaceFor(shop);
      if (displaced === undefined) return { outcome: "full" };
      append(shop, item);
      return { outcome: "displaced", displaced };
    },
    take() {
      for (const [shop, items] of shops) {
        const item = items.shift();
        shops.delete(shop);
        if (items.length > 0) shops.set(shop, items);
        size -= 1;
        return item;
      }
      return undefined;
    },
  };
}
