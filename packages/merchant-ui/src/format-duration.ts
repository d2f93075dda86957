const UNITS = [
  { unit: "day", ms: 86_400_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;

/** A length of time in one or two units, for example "3 hours 20 minutes"; below a minute in seconds, never as 0. */
export function formatDuration(ms: number, locale: string): string {
  const say = (value: number, unit: string, digits = 0) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: digits }).format(
      value,
    );
  if (ms < 9_950) return say(Math.max(0.1, ms / 1000), "second", 1);
  if (ms < 59_500) return say(Math.round(ms / 1000), "second");
  // Rounded to the minute first: 59 min 40 s reads "1 hour", not "60 minutes".
  let rest = Math.round(ms / 60_000) * 60_000;
  const parts: string[] = [];
  for (const { unit, ms: size } of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(say(count, unit));
    // "2 days 5 hours" says enough: the minutes are left out.
    if (unit === "hour" && parts.length === 2) break;
  }
  return parts.join(" ");
}
