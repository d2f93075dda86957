import type { JsonValue } from "@karla/sync/read-json";

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d{0,9})?)?[ ]?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * One spelling for every date Shopify was seen to send: with nanoseconds (`X-Shopify-Triggered-At`), offset `-00:00`, a
 * space for the T, no seconds, no time at all. The offset is kept; without one it is UTC. Null where it is no date a shop
 * can mean: none of the calendar, or before 1970 (`0001-01-01` is how some programs write "none").
 */
export function normaliseInstant(field: JsonValue | undefined): string | null {
  const match = typeof field === "string" ? INSTANT.exec(field.trim()) : null;
  if (match === null) return null;
  const [year, month, day, hour = "00", minute = "00", second = "00"] = match.slice(1, 7);
  if (year === undefined || month === undefined || day === undefined || year < "1970") return null;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  if (hour > "23" || minute > "59" || second > "60") return null;
  const offset = normaliseOffset(match[8] ?? "Z");
  if (offset === null) return null;
  const fraction = match[7] === undefined ? "" : `.${match[7]}`;
  // A leap second, which most programs cannot read, is taken for the one before it.
  return `${year}-${month}-${day}T${hour}:${minute}:${second === "60" ? "59" : second}${fraction}${offset}`;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function normaliseOffset(offset: string): string | null {
  if (offset.toUpperCase() === "Z") return "Z";
  const hours = offset.slice(1, 3);
  const minutes = offset.length > 3 ? offset.slice(-2) : "00";
  if (hours > "14" || minutes > "59") return null;
  return hours === "00" && minutes === "00" ? "+00:00" : `${offset.slice(0, 1)}${hours}:${minutes}`;
}
