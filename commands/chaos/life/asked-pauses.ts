/** A pause that the core asks for. */
export interface AskedPause {
  /** `Retry-After`; null: none is sent. */
  header: string | null;
  /** Milliseconds since the epoch before which nothing may come; null where it names no time. */
  until: number | null;
}

const PAUSE_MS = 6_000;
/** Nobody waits any longer than that, whatever is asked for. */
export const LONGEST_PAUSE_MS = 3_600_000;

/** Every kind of `Retry-After` (RFC 9110, 10.2.3) and what is none, as asked for at this instant, by the kind's name. */
export const ASKED_PAUSES: Readonly<Record<string, (now: number) => AskedPause>> = {
  seconds: (now) => ({ header: String(PAUSE_MS / 1_000), until: now + PAUSE_MS }),
  date: (now) => {
    // A date has no parts of a second.
    const at = new Date(Math.floor((now + PAUSE_MS) / 1_000) * 1_000);
    return { header: at.toUTCString(), until: at.getTime() };
  },
  absent: () => ({ header: null, until: null }),
  endless: (now) => ({ header: "1000000000", until: now + LONGEST_PAUSE_MS }),
  negative: () => ({ header: "-5", until: null }),
  garbage: () => ({ header: "soon", until: null }),
};

/** What a shop of Shopware's cloud that is out of breath does not say. */
const CLOUD_PAUSE_MS = 5 * 60_000;

/** The pauses that a shop at Shopware asks for itself. */
export const SHOPWARE_PAUSES: Readonly<Record<string, (now: number) => AskedPause>> = {
  shop_seconds: (now) => ({ header: String(PAUSE_MS / 1_000), until: now + PAUSE_MS }),
  shop_absent: (now) => ({ header: null, until: now + CLOUD_PAUSE_MS }),
};

/** Nothing may come by so much before the time. */
const TOLERANCE = 0.1;

/** Of these instants, the ones that are within a pause that was asked for at `saidAt`. */
export function withinPause(instants: readonly number[], saidAt: number, until: number | null): number[] {
  if (until === null) return [];
  return instants.filter((instant) => instant > saidAt && instant < until - (until - saidAt) * TOLERANCE);
}
