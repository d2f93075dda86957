import { randomUUID } from "node:crypto";
import { iso } from "../iso.ts";
import type { Backfill } from "./backfill.ts";

/** No order of any shop is older: Shopify and Shopware both began later. */
const BEFORE_ALL = "2000-01-01T00:00:00.000Z";
const DAY_MS = 24 * 60 * 60_000;

/** An import of the last `days`, or of all that the app is given; nothing is asked yet. `now`: milliseconds since the epoch. */
export function newBackfill(days: number | null, now: number): Backfill {
  return {
    id: randomUUID(),
    placed: { from: days === null ? BEFORE_ALL : iso(now - days * DAY_MS), to: iso(now) },
    windows: [],
    file: null,
    nextFileId: null,
    total: null,
    done: 0,
    readSingly: 0,
    unread: 0,
    reach: null,
    state: "running",
    startedAt: iso(now),
    busyMs: 0,
    finishedAt: null,
  };
}
