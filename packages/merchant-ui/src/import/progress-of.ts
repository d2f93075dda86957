import type { Backfill } from "@karla/sync/backfill";

type Counted = Pick<Backfill, "total" | "done" | "busyMs">;

/** How much of an import is done, from 0 to 1. Orders that were placed since the shop counted them do not lead beyond. */
export function shareDone({ total, done }: Counted): number {
  return total === null || total === 0 ? 0 : Math.min(1, done / total);
}

/** How long an import still takes, in milliseconds, as fast as it went so far; null before anything tells. */
export function timeLeftMs({ total, done, busyMs }: Counted): number | null {
  if (total === null || done === 0 || busyMs === 0) return null;
  return (Math.max(0, total - done) * busyMs) / done;
}

/** The text key for the time left, and what stands in its `{{duration}}`, in milliseconds. Below a minute nobody looks at seconds. */
export function wordsOfTimeLeft(backfill: Counted): { text: string; ms: number } {
  if (backfill.total === null) return { text: "import.counting", ms: 0 };
  const ms = timeLeftMs(backfill);
  if (ms === null) return { text: "import.preparing", ms: 0 };
  return ms < 60_000 ? { text: "import.soon", ms } : { text: "import.time_left", ms };
}
