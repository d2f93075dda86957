/** Why an order is not sent: a closed list. A merchant reads each of them, and may change those that are policy. */
export const SKIP_REASONS = [
  "no_address",
  "no_zip",
  "nothing_to_ship",
  "test_order",
  "cancelled_before_shipping",
  "order_state_not_chosen",
  "redacted",
  "awaiting_order",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
