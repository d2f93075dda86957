import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import { createSignedTokens, fitsToken, type TokenKeys } from "./signed-token.ts";

/** Long enough to look for the box and take pictures of it. */
const GOOD_FOR_MS = 12 * 60 * 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface ReadToken {
  /** The order's id in the shop. */
  orderId: string;
  formId: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface ClaimFormTokens {
  /** The token of a new form about this order; null for an order whose id has no place in one. */
  create(shopId: ShopId, orderId: string): string | null;
  /** Null for a token that is forged, of another shop, or past its time. */
  read(shopId: ShopId, token: string): ReadToken | null;
}

/**
 * Signed, expiring tokens of forms that were shown for an order: `<order id>.<form id>.<expiry, unix seconds>.<key>.<HMAC>`. The
 * form's id is what a claim is made under once. `newId`: a UUID.
 */
export function createClaimFormTokens(deps: { keys: TokenKeys; clock: Clock; newId: () => string }): ClaimFormTokens {
  const { clock, newId } = deps;
  const tokens = createSignedTokens(deps);
  return {
    create(shopId, orderId) {
      return fitsToken(orderId) ? tokens.create(shopId, [orderId, newId()], clock.now() + GOOD_FOR_MS) : null;
    },
    read(shopId, token) {
      const read = tokens.read(shopId, token);
      const [orderId = "", formId = "", ...others] = read?.parts ?? [];
      if (read === null || others.length > 0 || !UUID.test(formId)) return null;
      return { orderId, formId, expiresAt: read.expiresAt };
    },
  };
}
