import { NO_ORDER_REASONS } from "./normalise.ts";

/** With which word an event is done, where it changed no order. Closed list: each has its line in `docs/operations.md`. */
export const DONE_REASONS = [
  /** It is about no order that is kept. */
  "no_order",
  ...NO_ORDER_REASONS,
  /** It was erased on request. */
  "redacted",
  /** Replayed, and nothing in it is new, or something newer is known; or its order is not known at all. */
  "unchanged",
  "newer_state",
  "not_in_books",
] as const;
export type DoneReason = (typeof DONE_REASONS)[number];
