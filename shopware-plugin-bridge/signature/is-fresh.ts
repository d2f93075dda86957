const TOLERANCE_MS = 300_000;
const SECONDS = /^\d{1,12}$/;

/**
 * Whether a shop made the request within five minutes of `now` (milliseconds). `timestamp` is in seconds; a shop stamps
 * every attempt anew, also when it repeats a webhook.
 */
export function isFresh(timestamp: string, now: number): boolean {
  return SECONDS.test(timestamp) && Math.abs(now - Number(timestamp) * 1_000) <= TOLERANCE_MS;
}
