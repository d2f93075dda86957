const DAY_MS = 24 * 60 * 60_000;

/** So many calendar days up to today, oldest first, as "2026-11-29". */
export function lastDays(today: string, count: number): string[] {
  const end = Date.parse(`${today}T00:00:00Z`);
  return Array.from({ length: count }, (_, at) =>
    new Date(end - (count - 1 - at) * DAY_MS).toISOString().slice(0, "2026-11-29".length),
  );
}
