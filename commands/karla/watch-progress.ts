import { setTimeout as wait } from "node:timers/promises";

/** How the worker's work stands: words for whoever waits, and what came of it once it is over. */
export interface Sight<Result> {
  progress?: string;
  over?: Result;
}

/** Looks until the work is over, and says what is new. Null: nothing was new for so long that nobody does it. */
export async function watchProgress<Result>(
  look: () => Promise<Sight<Result>>,
  {
    say,
    now,
    everyMs,
    patienceMs,
  }: { say: (line: string) => void; now: () => number; everyMs: number; patienceMs: number },
): Promise<Result | null> {
  let seenAt = now();
  let said = "";
  for (;;) {
    const { progress, over } = await look();
    if (progress !== undefined && progress !== said) {
      say(progress);
      said = progress;
      seenAt = now();
    }
    if (over !== undefined) return over;
    if (now() - seenAt > patienceMs) return null;
    await wait(everyMs);
  }
}
