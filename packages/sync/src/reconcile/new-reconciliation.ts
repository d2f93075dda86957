import { randomUUID } from "node:crypto";
import { iso } from "../iso.ts";
import type { Reconciliation } from "./reconciliation.ts";

/** What changed more recently may be on its way: the next one looks at it. */
export const GRACE_MS = 60_000;

/** A walk over what changed from `from` (milliseconds since the epoch) until a minute before now; nothing is listed yet. */
export function newReconciliation(from: number, now: number): Reconciliation {
  return {
    id: randomUUID(),
    changed: { from: iso(from), to: iso(Math.max(from, now - GRACE_MS)) },
    after: null,
    listedAll: false,
    todo: [],
    listed: 0,
    repaired: 0,
    gone: 0,
    unread: 0,
    missing: 0,
    stale: 0,
    startedAt: iso(now),
    finishedAt: null,
  };
}
