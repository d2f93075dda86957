/** Deliveries that were acknowledged to a shop. */
export interface Acknowledged {
  /** The product's id of the shop; undefined where it knows no such shop. */
  shopId: string | undefined;
  /** Of the inbox, SHA-256 in hexadecimal, as the shop worked them out. */
  keys: readonly string[];
}

/** How many of them the inbox does not hold for their own shop. `stored` has a row's shop and key, with a space between. */
export function lostOf(acknowledged: readonly Acknowledged[], stored: ReadonlySet<string>): number {
  return acknowledged.flatMap(({ shopId, keys }) => keys.filter((key) => !stored.has(`${shopId} ${key}`))).length;
}
