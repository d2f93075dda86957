/** A day by the calendar, or an instant: carriers tell either. Days are `YYYY-MM-DD`, instants milliseconds since the epoch. */
export type Moment =
  | { readonly precision: "day"; readonly on: string }
  | { readonly precision: "instant"; readonly at: number };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,3})\d{0,27})?\s?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/i;
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:[.,]0+)?)?(?:Z|[+-][\d:]+)?$/i;

/** Reads an ISO 8601 day or date-time, null where the text is neither. A time without an offset is taken for UTC. */
export function readMoment(text: string): Moment | null {
  const given = text.trim();
  if (isDay(given)) return { precision: "day", on: given };
  const [, day = "", minute = "", second = ":00", fraction = "0", offset = "Z"] = INSTANT.exec(given) ?? [];
  if (!isDay(day)) return null;
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const at = Date.parse(`${day}T${minute}${second}.${fraction.padEnd(3, "0")}${zone}`);
  return Number.isNaN(at) ? null : { precision: "instant", at };
}

/** The same of what is a date more often than an instant, such as a last day: at midnight sharp the whole day is meant. */
export function readDate(text: string): Moment | null {
  const [, day] = MIDNIGHT.exec(text.trim()) ?? [];
  return readMoment(day ?? text);
}

/** The same as an instant; of a day, null: nobody knows when on it. */
export function readInstant(text: string): number | null {
  const moment = readMoment(text);
  return moment?.precision === "instant" ? moment.at : null;
}

/** A 30th of February would roll over into March, and is none. */
function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
