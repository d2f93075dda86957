import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { CoreConfig, Shop } from "../http/core-context.ts";

const TTL_MS = 180 * 24 * 60 * 60 * 1000;
const FORM = /^([0-9a-f-]{36})\.(\d{1,15})\.([A-Za-z0-9_-]{43})$/;

/** Signed, expiring tokens that open one order of one shop: `<order uuid>.<expiry, unix seconds>.<HMAC>`. */
export function createTrackToken({ secret, trackTokenTtlMs = TTL_MS }: CoreConfig, clock: Clock) {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "karla-core tracking token", 32));
  const sign = (shop: Shop, orderId: string, expires: string) =>
    createHmac("sha256", key).update(`${shop.id}\n${orderId}\n${expires}`).digest();

  return {
    issue(shop: Shop, orderId: string): string {
      const expires = String(Math.floor((clock.now() + trackTokenTtlMs) / 1000));
      return `${orderId}.${expires}.${sign(shop, orderId, expires).toString("base64url")}`;
    },
    /** The order it opens, or null when it is forged, of another shop, or expired. */
    read(shop: Shop, token: string): string | null {
      const [, orderId, expires, signature] = FORM.exec(token) ?? [];
      if (!orderId || !expires || !signature) return null;
      const given = Buffer.from(signature, "base64url");
      const expected = sign(shop, orderId, expires);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return Number(expires) * 1000 > clock.now() ? orderId : null;
    },
  };
}
