/** A point in time at the precision it was written with: whole seconds, and the digits after them without end zeros. */
export interface Instant {
  /** Since the epoch, UTC. */
  seconds: number;
  /** "5" is half a second. Compares right as text, to any number of digits. */
  fraction: string;
}

const ISO_8601 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,30}))?)?[ ]?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/i;

/**
 * Reads an ISO 8601 instant, null where the text is none. `Date.parse` will not do: it drops what is finer than a
 * millisecond (`X-Shopify-Triggered-At` has nanoseconds) and reads a time without an offset in the machine's own zone;
 * here such a time is UTC on every machine.
 */
export function readInstant(text: string): Instant | null {
  const match = ISO_8601.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? "0"));
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  // A 30th of February would roll over into March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const seconds = date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
  return { seconds: seconds - offsetSeconds(match[8] ?? "Z"), fraction: (match[7] ?? "").replace(/0+$/, "") };
}

function offsetSeconds(offset: string): number {
  if (offset === "Z" || offset === "z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  return (offset.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
}
