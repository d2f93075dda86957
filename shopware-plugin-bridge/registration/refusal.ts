import type { UrlRefusal } from "../shop-url/guard-url.ts";

/** Why a request of a shop is refused. The names stand in logs; `refusalText` has the words for merchants. */
export const REFUSAL_REASONS = [
  /** Not signed with the app's secret, or changed on its way. */
  "bad_app_signature",
  "stale_timestamp",
  "bad_shop_id",
  /** A known shop, and nothing in the request that only this shop can have made. */
  "shop_signature_missing",
  "shop_signature_wrong",
  /** The same, and from another address than the one we know. */
  "other_address",
  "unreadable_body",
  "unknown_shop",
  "not_confirmed",
  "deleted",
  "previous_signature_wrong",
  /** Signed with the secret from before the last rotation, 60 s or longer after it. */
  "late_signature",
  /** Rightly signed, and from another address: a copy of the shop with the same database. */
  "copy_of_shop",
  "other_event",
  "lost_race",
  "too_many",
  "too_large",
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number] | `bad_shop_url:${UrlRefusal}`;

/** 401 for what could not be proven, 400 for what no shop may send: Shopware takes both for a definite no. */
export interface Refusal {
  readonly outcome: "refused";
  readonly status: 400 | 401;
  readonly reason: RefusalReason;
}

export function refuse(status: 400 | 401, reason: RefusalReason): Refusal {
  return { outcome: "refused", status, reason };
}
