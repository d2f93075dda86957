import type { DaySums } from "./ledger.ts";
import { dayOf, daysAfter, instantsOf } from "./shop-day.ts";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Today's account is made anew after this time, and yesterday's while an order is missing in it; those of older days daily. */
export const EVERY_MS = HOUR;
/** The last account of a day is made so long after it is over, for what the platform shows late. */
const LATE_MS = HOUR;
/** What was found and read reaches the core within this time, if nothing is wrong. */
const ARRIVES_MS = 5 * 60_000;

/** Days that are counted again where something changes. */
export const DAYS_KEPT = 90;

export interface DayQuestion {
  now: number;
  zone: string;
  /** The last finished account of each day. */
  last: ReadonlyMap<string, DaySums>;
  /** When something of a day was found last. ISO 8601. */
  newestFinds: ReadonlyMap<string, string>;
}

/** The newest day whose account is to be made now; null where none is. */
export function dayDue(question: DayQuestion): string | null {
  const today = dayOf(question.now, question.zone);
  const counted = [...question.last.values()].map(({ startedAt }) => Date.parse(startedAt));
  const first = dayOf(Math.min(question.now, ...counted), question.zone);
  for (let ago = 0; ago < DAYS_KEPT; ago += 1) {
    const day = daysAfter(today, -ago);
    if (isDue(day, ago, first, question)) return day;
  }
  return null;
}

/** `first`: the day from which on this shop is counted. What was placed before is counted where something of it was found. */
function isDue(day: string, ago: number, first: string, { now, zone, last, newestFinds }: DayQuestion): boolean {
  const account = last.get(day);
  const age = account === undefined ? Number.POSITIVE_INFINITY : now - Date.parse(account.startedAt);
  if (ago === 0) return age >= EVERY_MS;
  const found = Date.parse(newestFinds.get(day) ?? "");
  if (found + ARRIVES_MS <= now && found > now - age) return true;
  const { to } = instantsOf(day, zone);
  if (account === undefined || Date.parse(account.to) < to) return day >= first && now >= to + LATE_MS;
  return account.missing > 0 && age >= (ago === 1 ? EVERY_MS : DAY);
}
