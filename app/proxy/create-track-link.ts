import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { createSignedTokens, fitsToken, type TokenKeys } from "./signed-token.ts";

const DAY_MS = 24 * 60 * 60_000;
/** As long as a customer may come back to an order, and the same as a link of Karla's own. */
const GOOD_FOR_MS = 180 * DAY_MS;

export interface TrackLinks {
  /** The `token` that opens this order of this shop without a zip code: as secret as one, and nothing personal in it. */
  create(shopId: ShopId, orderId: string): string;
  /** The same for a day, on a page that shows the order; null for an order whose id has no place in a link. */
  createForPage(shopId: ShopId, orderId: string): string | null;
  /** The order that a token opens in this shop; null for one that is forged, of another shop, or past its time. */
  read(shopId: ShopId, token: string): string | null;
}

/** Signed, expiring links to one order, good under whatever name its shop has: `<order id>.<expiry, unix seconds>.<key>.<HMAC>`. */
export function createTrackLinks({ keys, clock }: { keys: TokenKeys; clock: Clock }): TrackLinks {
  const tokens = createSignedTokens({ keys, clock });
  return {
    create(shopId, orderId) {
      return tokens.create(shopId, [orderId], clock.now() + GOOD_FOR_MS);
    },
    createForPage(shopId, orderId) {
      return fitsToken(orderId) ? tokens.create(shopId, [orderId], clock.now() + DAY_MS) : null;
    },
    read(shopId, token) {
      const [orderId = null, ...others] = tokens.read(shopId, token)?.parts ?? [];
      return others.length === 0 ? orderId : null;
    },
  };
}
