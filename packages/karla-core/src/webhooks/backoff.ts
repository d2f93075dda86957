/** The documented number of tries. */
export const MAX_ATTEMPTS = 15;

const FIRST_MS = 5_000;

/** Wait after the n-th failed attempt: 5 s, 10 s, 20 s … (about 23 hours for all), shortened by up to a tenth. */
export function backoffMs(attempt: number, fraction: number): number {
  return Math.round(FIRST_MS * 2 ** (attempt - 1) * (1 - fraction / 10));
}
