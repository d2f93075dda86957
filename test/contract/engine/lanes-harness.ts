import type { Inbox } from "@karla/sync/inbox";
import type { Absorbed, Lanes, Turn } from "@karla/sync/lanes";
import { expect } from "vitest";

export interface LanesHarness {
  inbox: Inbox;
  lanes: Lanes;
  /** Moves the clock that the store reads. */
  advance(ms: number): void;
  now(): number;
}

export const LEASE_MS = 30_000;

export function claim(store: LanesHarness, limit = 10, maxEvents = 10): Promise<Turn[]> {
  return store.lanes.claim({ limit, leaseMs: LEASE_MS, maxEvents });
}

/** Claims the one lane that is due. */
export async function claimOne(store: LanesHarness, maxEvents = 10): Promise<Turn> {
  const [turn, ...others] = await claim(store, 1, maxEvents);
  expect(others).toEqual([]);
  if (!turn) throw new Error("no lane was due");
  return turn;
}

/** All events of a turn done, nothing else changed. */
export function done(turn: Turn): Absorbed {
  return {
    events: turn.events.map((event) => ({ event, state: "done", reason: null, detail: null })),
    order: null,
    owe: [],
    withdraw: [],
  };
}
