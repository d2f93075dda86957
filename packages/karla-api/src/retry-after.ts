/** A server may ask for any pause; we never obey one above an hour. */
const LONGEST_MS = 3_600_000;

const SECONDS = /^\d{1,20}$/;
/** The three date forms of HTTP: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994". */
const HTTP_DATE = /^[A-Z][a-z]+,? [\w -]{5,12} ?\d\d:\d\d:\d\d (GMT|\d{4})$/;

/**
 * Milliseconds to wait, from a `Retry-After` header in either form (seconds, or a date relative to `now`). Absent for
 * what is missing, negative, already past or unreadable: the caller then backs off by itself.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (SECONDS.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  if (!HTTP_DATE.test(text)) return undefined;
  // The third form names no zone; it is GMT as well.
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  const wait = at - now;
  return Number.isNaN(wait) || wait < 0 ? undefined : Math.min(wait, LONGEST_MS);
}
