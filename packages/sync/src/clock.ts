/** The only source of "now". Durations inside one process use it too; tests move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The machine's clock, shifted by `offsetMs` (`KARLA_CLOCK_OFFSET_MS`, tests only). */
export function systemClock(offsetMs = 0): Clock {
  return { now: () => Date.now() + offsetMs };
}
