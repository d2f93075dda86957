/** Days as a shop's own calendar has them, e.g. "2026-11-29". Zones are IANA, e.g. "Europe/Berlin"; instants milliseconds since the epoch. */

const HOUR = 60 * 60_000;
/** How far a day can begin before and after that of Greenwich. */
const EARLIEST = -14 * HOUR;
const LATEST = 12 * HOUR;
const SECOND = 1_000;

/** The day on which this instant lies. Throws a `RangeError` for a zone that is not known. */
export function dayOf(at: number, zone: string): string {
  return calendarOf(zone)(at);
}

/** First instant of a day, and first one of the next: 23 or 25 hours where the clock changes. */
export function instantsOf(day: string, zone: string): { from: number; to: number } {
  const dayAt = calendarOf(zone);
  return { from: beginningOf(day, dayAt), to: beginningOf(daysAfter(day, 1), dayAt) };
}

/** The day that comes so many days later; earlier for a number below 0. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Of all instants whose day is not before this one the first, found by halving: no calendar has to be known for that. */
function beginningOf(day: string, dayAt: (at: number) => string): number {
  const greenwich = Date.parse(`${day}T00:00:00Z`);
  let before = greenwich + EARLIEST - SECOND;
  let within = greenwich + LATEST;
  while (within - before > SECOND) {
    const middle = before + Math.floor((within - before) / 2 / SECOND) * SECOND;
    if (dayAt(middle) < day) before = middle;
    else within = middle;
  }
  return within;
}

function calendarOf(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  };
}
