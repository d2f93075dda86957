import { compareInstants } from "../order/compare-instants.ts";
import type { ListedOrder } from "./order-walk.ts";
import type { BookedState, FoundOrder } from "./reconciliation.ts";

/** Those of the listed orders that our books have not, or have in an older state. What was erased on request is none of them. */
export function judgeListed(listed: readonly ListedOrder[], booked: ReadonlyMap<string, BookedState>): FoundOrder[] {
  return listed.flatMap(({ id, name, updatedAt, createdAt: placedAt }): FoundOrder[] => {
    const known = booked.get(id);
    if (known?.erased) return [];
    const observedAt = known?.observedAt ?? null;
    if (observedAt === null) return [{ id, name, placedAt, why: "missing" }];
    return compareInstants(observedAt, updatedAt) < 0 ? [{ id, name, placedAt, why: "stale" }] : [];
  });
}
