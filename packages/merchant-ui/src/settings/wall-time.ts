/** Date and time as a clock on the shop's wall shows them, e.g. "2026-11-24T10:00": what a browser's field for both holds. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Who has typed half of a year has not meant that year. */
const WALL = /^2\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const TO_THE_MINUTE = "2026-11-24T10:00".length;

/** What the clock shows at an instant (ISO 8601 with an offset). Empty for a text that is none. */
export function wallTimeOf(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? "" : shownAt(at, timeZone);
}

/**
 * The first instant at which the clock shows this, ISO 8601 with the zone's offset, e.g. "2026-11-24T10:00:00+01:00". A time that
 * the clock leaves out, as summer begins, is as much later as it was put forward. Null for a text that is no date and time.
 */
export function instantOfWall(wall: string, timeZone: string): string | null {
  const minute = wall.slice(0, TO_THE_MINUTE);
  const asUtc = WALL.test(wall) ? Date.parse(`${minute}Z`) : Number.NaN;
  // The 30th of February is a date to `Date`.
  if (Number.isNaN(asUtc) || shownAt(asUtc, "UTC") !== minute) return null;
  const before = asUtc - offsetAt(asUtc - DAY, timeZone);
  const after = asUtc - offsetAt(asUtc + DAY, timeZone);
  const showing = [before, after].filter((at) => shownAt(at, timeZone) === minute);
  const at = showing.length === 0 ? before : Math.min(...showing);
  return `${shownAt(at, timeZone)}:00${offsetText(offsetAt(at, timeZone))}`;
}

/** How far the zone's clock is ahead of Greenwich. */
function offsetAt(at: number, timeZone: string): number {
  return Date.parse(`${shownAt(at, timeZone)}Z`) - Math.floor(at / MINUTE) * MINUTE;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function shownAt(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const of = (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? "";
  return `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}
