import type { DATE_READ } from "./transforms.ts";

const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const SECONDS = /^\d{1,11}$/;

/** A moment, or a day and a time on somebody's wall. */
export type ReadDate =
  | { kind: "instant"; ms: number }
  | { kind: "wall"; year: number; month: number; day: number; hour: number; minute: number; second: number };

/** What a text says of a time, read the one way it is said to be written. Null where it does not, or for a day that is none. */
export function readDate(written: string, as: (typeof DATE_READ)[number]): ReadDate | null {
  const said = written.trim();
  switch (as) {
    case "unix":
      return SECONDS.test(said) ? { kind: "instant", ms: Number(said) * 1_000 } : null;
    case "d.m.y": {
      const [, day, month, year] = DAY_FIRST.exec(said) ?? [];
      return wall([year, month, day]);
    }
    case "m/d/y": {
      const [, month, day, year] = MONTH_FIRST.exec(said) ?? [];
      return wall([year, month, day]);
    }
    case "iso": {
      const [, year, month, day, hour, minute, second, offset] = YEAR_FIRST.exec(said) ?? [];
      const read = wall([year, month, day], [hour ?? "0", minute ?? "0", second ?? "0"]);
      if (read === null || offset === undefined) return read;
      return { kind: "instant", ms: utcOf(read) - minutesOf(offset) * 60_000 };
    }
  }
}

type Wall = Extract<ReadDate, { kind: "wall" }>;

function wall(date: (string | undefined)[], time: string[] = ["0", "0", "0"]): Wall | null {
  const [year, month, day] = date.map(Number);
  const [hour, minute, second] = time.map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hour === undefined || minute === undefined || second === undefined) return null;
  const read: Wall = { kind: "wall", year, month, day, hour, minute, second };
  const back = new Date(utcOf(read));
  const real = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real ? read : null;
}

/** As if the wall were in Greenwich. NaN for what is no number. */
export function utcOf({ year, month, day, hour, minute, second }: Wall): number {
  const date = new Date(0);
  // `Date.UTC` takes the year 50 for 1950.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

function minutesOf(offset: string): number {
  if (offset === "Z") return 0;
  const sign = offset.startsWith("-") ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
}
