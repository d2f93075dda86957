import { LOCAL_ZONE } from "./unverified.ts";

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** A time as DHL writes it, with or without an offset; null when it is none. */
export function readInstant(text: string): Date | null {
  if (WITH_OFFSET.test(text)) return valid(Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")));
  return WALL.test(text) ? valid(fromWallClock(Date.parse(`${text}Z`))) : null;
}

function valid(ms: number): Date | null {
  return Number.isNaN(ms) ? null : new Date(ms);
}

/** The instant at which a clock on the wall shows `wall` (given as if it were UTC). In the hour that comes twice, the first. */
function fromWallClock(wall: number): number {
  if (Number.isNaN(wall)) return wall;
  const before = wall - offsetAt(wall - DAY_MS);
  const after = wall - offsetAt(wall + DAY_MS);
  return before + offsetAt(before) === wall ? before : after;
}

const DAY_MS = 24 * 60 * 60_000;
const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: LOCAL_ZONE, dateStyle: "short", timeStyle: "medium" });

/** How far the zone is ahead of UTC, in milliseconds. */
function offsetAt(instant: number): number {
  const seconds = Math.floor(instant / 1000) * 1000;
  return Date.parse(`${clock.format(seconds).replace(" ", "T")}Z`) - seconds;
}
