/** Why the receiver does not take a request, whoever sends it; a verifier has its own reasons. Closed list: each has its line in `docs/operations.md`. */
export const RECEIPT_REASONS = [
  "method",
  "empty_body",
  "too_slow",
  "too_large",
  "over_capacity",
  "storage",
  "ack_deadline",
  /** The sender hung up. */
  "aborted",
] as const;
export type ReceiptReason = (typeof RECEIPT_REASONS)[number];
