import type { ReplayRange } from "./replay-range.ts";

const MAX_ORDERS = 10_000;

/** The time that a replay is about; null where none is named. Throws for what is none. */
export function readRange(written: {
  from?: string | undefined;
  to?: string | undefined;
  after: string;
  limit: string;
}): Extract<ReplayRange, { from: number }> | null {
  if (written.from === undefined && written.to === undefined) return null;
  const [from, to] = [written.from, written.to].map((time) => Date.parse(time ?? ""));
  if (from === undefined || to === undefined || !(from < to)) {
    throw new Error("--from and --to take dates, as 2026-11-01 or 2026-11-01T08:00:00Z, the earlier one first.");
  }
  const limit = Number(written.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_ORDERS) {
    throw new Error(`--limit is a number from 1 to ${MAX_ORDERS}.`);
  }
  return { from, to, after: written.after, limit };
}
