import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "@karla/sync/clock";

/** As long as a customer may come back to an order, and the same as a link of Karla's own. */
const GOOD_FOR_MS = 180 * 24 * 60 * 60_000;
const FORM = /^([A-Za-z0-9_-]{1,64})\.(\d{1,12})\.([\x21-\x2d\x2f-\x7e]{1,32})\.([A-Za-z0-9_-]{43})$/;

/** Keys for links and nothing else: the one that signs, and by their names those that did. */
export interface LinkKeys {
  current: { id: string; key: Buffer };
  find(id: string): { id: string; key: Buffer } | null;
}

export interface TrackLinks {
  /** The `token` that opens this order of this shop without a zip code: as secret as one, and nothing personal in it. */
  create(shop: string, orderId: string): string;
  /** The order that a token opens in this shop; null for one that is forged, of another shop, or past its time. */
  read(shop: string, token: string): string | null;
}

/** Signed, expiring links to one order: `<order id>.<expiry, unix seconds>.<key>.<HMAC>`. */
export function createTrackLinks({ keys, clock }: { keys: LinkKeys; clock: Clock }): TrackLinks {
  return {
    create(shop, orderId) {
      const expires = String(Math.floor((clock.now() + GOOD_FOR_MS) / 1_000));
      const { id, key } = keys.current;
      const token = `${orderId}.${expires}.${id}.${sign(key, [shop, orderId, expires])}`;
      if (!FORM.test(token)) throw new Error("no link can be made of this order id");
      return token;
    },
    read(shop, token) {
      const [, orderId = "", expires = "", keyId = "", signature = ""] = FORM.exec(token) ?? [];
      const key = keys.find(keyId);
      if (key === null) return null;
      const expected = sign(key.key, [shop, orderId, expires]);
      if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return null;
      return Number(expires) * 1_000 > clock.now() ? orderId : null;
    },
  };
}

/** None of the parts can hold a line feed. */
function sign(key: Buffer, parts: readonly string[]): string {
  return createHmac("sha256", key).update(parts.join("\n")).digest("base64url");
}
