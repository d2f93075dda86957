import type { Backfill } from "@karla/sync/backfill";

const DAY_MS = 24 * 60 * 60_000;
/** No scope in days is that long: it goes back to before the first order of any shop. */
const ALL_FROM_DAYS = 3_650;

/** What an import is of, in days; null: everything. */
export function scopeOf({ placed }: Pick<Backfill, "placed">): number | null {
  const days = Math.round((Date.parse(placed.to) - Date.parse(placed.from)) / DAY_MS);
  return days < ALL_FROM_DAYS ? days : null;
}

/**
 * The moment before which orders are not given to the app, where an import goes back that far: it ends there, whatever was
 * wanted. Null where all that was wanted is given. ISO 8601.
 */
export function outOfReachBefore({ placed, reach }: Pick<Backfill, "placed" | "reach">): string | null {
  return reach !== null && Date.parse(reach) >= Date.parse(placed.from) ? reach : null;
}
