import type { FeedAnswer } from "./carrier-feed.ts";

/** A new key may ask DHL once in five seconds. */
export const BETWEEN_CALLS_MS = 5_000;

const FIRST_MS = 60_000;
const LONGEST_MS = 60 * 60_000;

/**
 * How long a whole carrier is left alone after this answer, the n-th in a row that says that it is not about the parcel;
 * null: the carrier is well. What it asks for itself is obeyed, up to a day; what we choose is as much shorter as `haste` says.
 */
export function feedPauseMs(
  answer: FeedAnswer,
  { failures, haste }: { failures: number; haste: number },
): number | null {
  const doubling = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 16), LONGEST_MS);
  switch (answer.outcome) {
    case "throttled":
      return Math.min(answer.retryAfterMs ?? doubling / haste, 24 * LONGEST_MS);
    case "refused":
      return LONGEST_MS / haste;
    case "unavailable":
      return Math.min(doubling, 15 * 60_000) / haste;
    case "known":
    case "not_found":
    case "unreadable":
      return null;
  }
}
