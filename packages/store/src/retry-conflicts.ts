import type { Clock } from "@karla/sync/clock";
import { errorCode } from "./error-code.ts";

export interface ConflictRetries {
  /** So many times more than once. */
  retries: number;
  /** No try begins later than this after the first one. Milliseconds. */
  withinMs: number;
  random: () => number;
  sleep: (ms: number) => Promise<void>;
}

/**
 * What the server refuses because of somebody else, and has rolled back: the same again is right. A unique key that was taken
 * in between is found there the next time. (SQLSTATE serialization_failure, deadlock_detected, unique_violation.)
 */
const CONFLICTS: ReadonlySet<string | null> = new Set(["40001", "40P01", "23505"]);
/** Of the first pause, at most; twice as long each time. */
const PAUSE_MS = 25;

/** Tries again what met a conflict, after a pause of random length: two that met must not meet again. */
export async function retryConflicts<Result>(
  work: () => Promise<Result>,
  { retries, withinMs, random, sleep }: ConflictRetries,
  clock: Clock,
): Promise<Result> {
  const startedAt = clock.now();
  for (let retry = 0; ; retry += 1) {
    try {
      return await work();
    } catch (error) {
      const pauseMs = random() * PAUSE_MS * 2 ** retry;
      const isLate = clock.now() + pauseMs - startedAt > withinMs;
      if (retry === retries || isLate || !CONFLICTS.has(errorCode(error))) throw error;
      await sleep(pauseMs);
    }
  }
}
