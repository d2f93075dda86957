import { randomUUID } from "node:crypto";
import { iso } from "../iso.ts";
import type { OpenAccount } from "./ledger.ts";
import { instantsOf } from "./shop-day.ts";

/** What was placed more recently may be on its way. */
const GRACE_MS = 60_000;

/** An account of which nothing is counted yet, of a day or of what there is of it a minute before `now` (milliseconds since the epoch). */
export function newAccount(day: string, zone: string, now: number): OpenAccount {
  const instants = instantsOf(day, zone);
  const from = iso(instants.from);
  return {
    id: randomUUID(),
    day,
    zone,
    from,
    to: iso(Math.max(instants.from, Math.min(instants.to, now - GRACE_MS))),
    inShop: 0,
    inBooks: 0,
    inCore: 0,
    skipped: {},
    leftOut: [],
    missing: 0,
    gaps: [],
    worstDelayMs: null,
    startedAt: iso(now),
    finishedAt: null,
    list: { from, after: null, ended: false },
    toAsk: [],
  };
}
