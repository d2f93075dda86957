const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first, second, … failed attempt; then hourly. */
const STEPS_MS = [1 * SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];

/** How long an effect is retried: time, not a number of tries. It stands still while the breaker is open. */
export const RETRY_BUDGET_MS = 72 * HOUR;

/** Answers 400 and 422 that an effect gets before it is a dead letter: the same request will not get better. */
export const MAX_REFUSALS = 3;

/** An event or effect that was held while the process died so often is poison. */
export const MAX_DEATHS = 3;

/** An event whose processing throws so often is quarantined. */
export const MAX_FAILURES = 5;

/**
 * Wait before the next try in milliseconds, with 20 % jitter either way; `Retry-After` is obeyed as a lower bound.
 * `failures` counts ended attempts, 1 after the first; `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number, retryAfterMs = 0): number {
  const step = STEPS_MS[Math.max(0, failures - 1)] ?? HOUR;
  const jittered = Math.round(step * (0.8 + 0.4 * random));
  return Math.max(jittered, Math.ceil(retryAfterMs * (1 + 0.1 * random)));
}

/** Milliseconds of the retry budget an effect has used: time since its first try, without the time the breaker was open. */
export function budgetUsedMs(firstTriedAt: number, now: number, openMsAtFirst: number, openMsNow: number): number {
  return Math.max(0, now - firstTriedAt - Math.max(0, openMsNow - openMsAtFirst));
}
