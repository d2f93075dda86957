import type { ShopId } from "../ids.ts";

/** How long what was dealt with is kept, in days. */
export interface KeptFor {
  /** The bytes of an event that was used, from then on. */
  bodies: number;
  /** Those of one that could not be used. */
  quarantined: number;
  /** That an event came and what was attempted: so long a repetition is known for one. */
  records: number;
}

/** What is removed. `body`: an event's bytes and headers; that it came stays known. */
export const REMOVABLE = ["body", "event", "attempt", "lane", "comparison", "claim_form"] as const;
/** How many of each. */
export type Removed = Record<(typeof REMOVABLE)[number], number>;

/** The way through all lanes, as far as it has come. Whoever holds its token may go on. */
export interface Sweep {
  token: string;
  /** Milliseconds since the epoch. What was past its time by then goes. */
  at: number;
  /** Null at the beginning. */
  after: { shopId: ShopId; laneKey: string } | null;
}

export type SweepStep = { removed: Removed } & (
  | { outcome: "more"; sweep: Sweep }
  | { outcome: "done" }
  /** It took longer than the lease: another process has gone on. */
  | { outcome: "lost" }
);

/** Milliseconds since the epoch. */
export interface SweepsSeen {
  /** When a sweep came to its end last, or else the first one began; null before that. */
  sweptAt: number | null;
  /** When the oldest body came that it left, of those that are past the shortest time; null where it left none. */
  oldestBodyAt: number | null;
}

export interface Retention {
  /** Goes on with the sweep, or begins the next one once it is due. Null where nothing is due, or another process is at it. */
  begin(): Promise<Sweep | null>;
  /** Some lanes, in short transactions that wait for nobody. To do the same again is to do nothing. */
  step(sweep: Sweep): Promise<SweepStep>;
  /** Another process may go on at once. */
  release(sweep: Sweep): Promise<void>;
  look(): Promise<SweepsSeen>;
}
