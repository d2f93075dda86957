import { type ReadDate, utcOf } from "./read-date.ts";
import type { DATE_SHOWN } from "./transforms.ts";

/** The rules of a zone take long to look up, and few are in use. */
const MAX_CLOCKS = 1_000;
const clocks = new Map<string, Intl.DateTimeFormat | null>();

/** Whether a zone is known, e.g. "Europe/Berlin". Offsets such as "+02:00" are none: they do not know the summer. */
export function isZone(zone: string): boolean {
  return clockOf(zone) !== null;
}

/** A moment on the wall of a zone, written in one of the known ways. Null for a zone that is none. */
export function showDate(read: ReadDate, zone: string, shown: (typeof DATE_SHOWN)[number]): string | null {
  const clock = clockOf(zone);
  if (clock === null) return null;
  const at = read.kind === "wall" ? read : wallOf(read.ms, clock);
  const two = (value: number) => String(value).padStart(2, "0");
  const year = String(at.year).padStart(4, "0");
  const date = `${year}-${two(at.month)}-${two(at.day)}`;
  const time = `${two(at.hour)}:${two(at.minute)}`;
  switch (shown) {
    case "date":
      return date;
    case "date_de":
      return `${two(at.day)}.${two(at.month)}.${year}`;
    case "date_us":
      return `${two(at.month)}/${two(at.day)}/${year}`;
    case "time":
      return time;
    case "date_time":
      return `${date} ${time}`;
    case "iso":
      return `${date}T${time}:${two(at.second)}${offsetOf(read, zone)}`;
  }
}

type Wall = Extract<ReadDate, { kind: "wall" }>;

function wallOf(ms: number, clock: Intl.DateTimeFormat): Wall {
  const parts = new Map(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    kind: "wall",
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

/** Of a time on the wall the offset is tried out: an hour that a zone leaves out or has twice gets the later offset. */
function offsetOf(read: ReadDate, zone: string): string {
  const clock = clockOf(zone);
  if (clock === null) return "Z";
  const gap = (ms: number) => utcOf(wallOf(ms, clock)) - ms;
  const ms = read.kind === "instant" ? Math.floor(read.ms / 1_000) * 1_000 : utcOf(read) - gap(utcOf(read));
  const minutes = Math.round(gap(ms) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = makeClock(zone);
  // Names come from documents, in any case of letters: they must not fill the memory.
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  clocks.set(zone, made);
  return made;
}

function makeClock(zone: string): Intl.DateTimeFormat | null {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return null;
  try {
    return new Intl.DateTimeFormat("en-u-ca-iso8601-hc-h23-nu-latn", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  } catch {
    return null;
  }
}
