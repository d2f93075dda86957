import type { Clock } from "@karla/sync/clock";

/** Stands still until it is moved. */
export function createManualClock(): Clock & { advance(ms: number): void } {
  let now = Date.UTC(2026, 0, 1);
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}
