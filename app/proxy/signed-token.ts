import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";

const PART = /^[A-Za-z0-9_-]{1,64}$/;
const FORM = /^(.+)\.(\d{1,12})\.([\x21-\x2d\x2f-\x7e]{1,32})\.([A-Za-z0-9_-]{43})$/;

/** Keys for one kind of token and nothing else: the one that signs, and by their names those that did. */
export interface TokenKeys {
  current: { id: string; key: Buffer };
  find(id: string): { id: string; key: Buffer } | null;
}

export interface SignedTokens {
  /** `expiresAt`: milliseconds since the epoch; whole seconds count. Throws (RangeError) for a part that has no place in a token. */
  create(shopId: ShopId, parts: readonly string[], expiresAt: number): string;
  /** Null for a token that is forged, of another shop, or past its time. */
  read(shopId: ShopId, token: string): { parts: readonly string[]; expiresAt: number } | null;
}

/** Signed, expiring tokens of one shop: `<parts>.<expiry, unix seconds>.<key>.<HMAC>`. */
export function createSignedTokens({ keys, clock }: { keys: TokenKeys; clock: Clock }): SignedTokens {
  return {
    create(shopId, parts, expiresAt) {
      if (!parts.every(fitsToken)) throw new RangeError("no token can be made of this");
      const expires = String(Math.floor(expiresAt / 1_000));
      const { id, key } = keys.current;
      return [...parts, expires, id, sign(key, [shopId, ...parts, expires])].join(".");
    },
    read(shopId, token) {
      const [, text = "", expires = "", keyId = "", signature = ""] = FORM.exec(token) ?? [];
      const parts = text.split(".");
      const key = keys.find(keyId);
      if (key === null || !parts.every(fitsToken)) return null;
      const expected = sign(key.key, [shopId, ...parts, expires]);
      if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return null;
      const expiresAt = Number(expires) * 1_000;
      return expiresAt > clock.now() ? { parts, expiresAt } : null;
    },
  };
}

/** Whether the text may be a part of a token. */
export function fitsToken(text: string): boolean {
  return PART.test(text);
}

/** None of the parts can hold a line feed. */
function sign(key: Buffer, parts: readonly string[]): string {
  return createHmac("sha256", key).update(parts.join("\n")).digest("base64url");
}
