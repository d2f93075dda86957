import { iso } from "../iso.ts";
import type { Lease, OrderRecord } from "../lane/lanes.ts";
import type { Pictures } from "../order/picture.ts";
import type { Delivered } from "../pipeline/deliver-effect.ts";
import { isFresh, wantedPictures } from "../pipeline/wanted-pictures.ts";
import type { TurnDeps } from "./turn-deps.ts";

const NOTHING_SENT = { payloadHash: null, order: null };

/**
 * Puts the pictures of an order's lines into the inbox: they arrive, and the order is sent with them. The shop is asked only
 * if no other order has brought them meanwhile.
 */
export async function readPictures(
  { order }: OrderRecord,
  { shopId }: Lease,
  { pictures: cache, reader, inbox, clock }: Pick<TurnDeps, "pictures" | "reader" | "inbox" | "clock">,
): Promise<Delivered> {
  const now = clock.now();
  const wanted = wantedPictures(order, now);
  if (wanted.length === 0) return { ...NOTHING_SENT, state: "withdrawn", reason: null, tried: false };
  const known = await cache.known(shopId, wanted);
  if (wanted.every((key) => isFresh(known.get(key), now))) {
    await inbox.accept([await reader.picturesEvent(shopId, order.id, Object.fromEntries(known))]);
    return { ...NOTHING_SENT, state: "delivered", reason: null, tried: false };
  }
  const read = await reader.readPictures(shopId, order.id);
  if (read.outcome === "not_found") {
    return { ...NOTHING_SENT, state: "withdrawn", reason: "order_not_found", tried: true };
  }
  // What the shop does not say a word of, an article that is gone, has none: otherwise it would be asked for again and again.
  const none = Object.fromEntries(wanted.map((key) => [key, { src: null, alt: null, readAt: iso(now) }]));
  const pictures: Pictures = { ...none, ...read.pictures };
  await inbox.accept([await reader.picturesEvent(shopId, order.id, pictures)]);
  return { ...NOTHING_SENT, state: "delivered", reason: null, tried: true };
}
