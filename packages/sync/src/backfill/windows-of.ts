import { iso } from "../iso.ts";
import type { PlacedBetween } from "./backfill.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Lengths of the newest ones; what is older comes in years. A short one is there soon, so that the newest orders are usable first. */
const NEWEST_MS = [2 * DAY_MS, 12 * DAY_MS, 46 * DAY_MS];
const OLDER_MS = 365 * DAY_MS;

/** The time of an import in pieces, newest first, without gap or overlap. Each is one file of the platform. */
export function windowsOf({ from, to }: PlacedBetween): PlacedBetween[] {
  const windows: PlacedBetween[] = [];
  const first = Date.parse(from);
  let end = Date.parse(to);
  while (end > first) {
    const begin = Math.max(first, end - (NEWEST_MS[windows.length] ?? OLDER_MS));
    windows.push({ from: iso(begin), to: iso(end) });
    end = begin;
  }
  return windows;
}

/** The same time in two, newest first: for a platform that did not get through with it. Null where it is too short for that. */
export function halvesOf({ from, to }: PlacedBetween): PlacedBetween[] | null {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  if (end - first < 60 * 60_000) return null;
  const middle = iso(Math.floor((first + end) / 2));
  return [
    { from: middle, to },
    { from, to: middle },
  ];
}
