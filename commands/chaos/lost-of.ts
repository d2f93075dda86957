import { createHash } from "node:crypto";

/** Events that were acknowledged to a shop. */
export interface Acknowledged {
  /** The product's id of the shop; undefined where it knows no such shop. */
  shopId: string | undefined;
  /** Ids of its webhooks. */
  ids: readonly string[];
}

/**
 * How many acknowledged events the inbox does not hold for their own shop. `stored` has a row's shop and key, as text with a
 * space between; the key is the SHA-256 of the webhook's id in hexadecimal.
 */
export function lostOf(acknowledged: readonly Acknowledged[], stored: ReadonlySet<string>): number {
  const keyOf = (webhookId: string) => createHash("sha256").update(webhookId).digest("hex");
  return acknowledged.flatMap(({ shopId, ids }) => ids.filter((id) => !stored.has(`${shopId} ${keyOf(id)}`))).length;
}
