import { isSigned } from "../signature/is-signed.ts";
import type { Installation } from "./installation.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** What was signed before a rotation arrives within a minute; Shopware's own SDKs wait as long (`INFLIGHT_ALLOWANCE`). */
const PREVIOUS_MS = 60_000;

export interface SignedByShop {
  /** The body's bytes, or the spellings of a query. */
  readonly messages: readonly (string | Uint8Array)[];
  readonly signature: string | undefined;
  /** The shop's own URL as the request names it, in canonical form; null where it cannot be read. */
  readonly url: string | null;
}

export type ShopVerdict =
  /** `active: false`: signed all the same. A shop whose app is deactivated sends nothing but `app.*`. */
  { outcome: "verified"; signedWith: "current" | "previous"; active: boolean } | Refusal;

/**
 * Whether a request (webhook, page, action) is from the shop we know: signed with its secret, or for 60 s with the one
 * before, and from its own address. A copy of the shop (staging) has the secret too, but not the address.
 */
export function verifyShop(request: SignedByShop, installation: Installation | null, now: number): ShopVerdict {
  if (installation === null) return refuse(401, "unknown_shop");
  if (installation.secret === null) return refuse(401, "not_confirmed");
  if (installation.deletedAt !== null) return refuse(401, "deleted");
  const { secret, previousSecret, rotatedAt, url, active } = installation;
  const { messages, signature } = request;
  if (isSigned(messages, signature, secret)) {
    return request.url === url ? { outcome: "verified", signedWith: "current", active } : refuse(401, "copy_of_shop");
  }
  if (previousSecret === null || !isSigned(messages, signature, previousSecret)) {
    return refuse(401, "shop_signature_wrong");
  }
  const isInTime = rotatedAt !== null && now - rotatedAt < PREVIOUS_MS;
  return isInTime ? { outcome: "verified", signedWith: "previous", active } : refuse(401, "late_signature");
}
