const LIMIT = 10;
const WINDOW_MS = 10_000;

/** The core's limiter `notification`: ten in ten seconds, of each integration. */
export function createNotificationLimit() {
  let taken: number[] = [];
  return {
    /** Takes one, or says for how many seconds none is taken. */
    waitsFor(now: number): number {
      taken = taken.filter((at) => at > now - WINDOW_MS);
      const [oldest] = taken;
      if (oldest !== undefined && taken.length >= LIMIT) return Math.ceil((oldest + WINDOW_MS - now) / 1000);
      taken.push(now);
      return 0;
    },
  };
}
