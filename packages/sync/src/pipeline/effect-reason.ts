import type { SkipReason } from "../order/skip-reason.ts";

/** Why an order waits, or was given up; and whatever else is owed for it. Closed list, as are those below: each has its line in `docs/operations.md`. */
export const WAIT_REASONS = [
  "not_connected",
  "credentials_refused",
  "core_shop_unknown",
  "core_already_syncs",
  "rate_limited",
  "core_unreachable",
  "shop_access_refused",
  "shop_permission_missing",
  "shop_unreachable",
  "refused_by_shop",
  "order_not_found",
  "answer_unreadable",
  "refused_by_core",
  "too_large",
  "retry_budget_spent",
  "poison",
] as const;

/** The same for products, where it is called otherwise, or is a problem of its own. */
export const PRODUCT_REASONS = [
  "catalogue_refused",
  "catalogue_unreachable",
  "shop_permission_missing",
  "product_refused",
] as const;

/** Why the shop is not told of an event of Karla's. */
export const ANNOUNCE_REASONS = [
  "outcome_unknown",
  "too_old_to_announce",
  "placed_before_cutoff",
  "no_such_order",
  "nobody_listens",
  "muted",
  "event_gone",
] as const;

/** Why parcels are not written to the order in the shop, or not all of them. */
export const PARCEL_NOTE_REASONS = [
  "told_by_another_app",
  "core_unreachable",
  "core_refused",
  "placed_before_cutoff",
  "muted",
] as const;

/** Why the address of a tracking page is not written to the order in the shop. */
export const TRACKPAGE_REASONS = ["no_trackpage", "placed_before_cutoff"] as const;

/** Why something that is owed waits, was given up, or is owed no more. */
export type EffectReason =
  | SkipReason
  | (typeof WAIT_REASONS)[number]
  | (typeof PRODUCT_REASONS)[number]
  | (typeof ANNOUNCE_REASONS)[number]
  | (typeof PARCEL_NOTE_REASONS)[number]
  | (typeof TRACKPAGE_REASONS)[number];
