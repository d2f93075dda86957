import type { DaySums, Find, Gap, LeftOut } from "@karla/sync/ledger";

/** A day of a shop in Berlin on which all went well. */
export function sumsOn(day: string, changes: Partial<DaySums> = {}): DaySums {
  const midnight = Date.parse(`${day}T00:00:00Z`) - 60 * 60_000;
  return {
    id: day,
    day,
    zone: "Europe/Berlin",
    from: new Date(midnight).toISOString(),
    to: new Date(midnight + 24 * 60 * 60_000).toISOString(),
    inShop: 1_284,
    inBooks: 1_284,
    inCore: 1_280,
    skipped: { nothing_to_ship: 3, test_order: 1 },
    missing: 0,
    waiting: 0,
    recovered: 0,
    worstDelayMs: 4_200,
    startedAt: `${day}T13:02:00.000Z`,
    finishedAt: `${day}T13:03:00.000Z`,
    ...changes,
  };
}

export const gap = (id: string, why: Gap["why"]): Gap => ({
  id,
  name: `#${id}`,
  placedAt: "2026-11-24T09:30:00.000Z",
  why,
});

export const leftOut = (id: string, reason: LeftOut["reason"]): LeftOut => ({
  id,
  name: `#${id}`,
  placedAt: "2026-11-24T09:30:00.000Z",
  reason,
});

export const find = (id: string, changes: Partial<Find> = {}): Find => ({
  reconciliationId: "r1",
  id,
  name: `#${id}`,
  placedAt: "2026-11-24T09:30:00.000Z",
  why: "missing",
  outcome: "repaired",
  foundAt: "2026-11-24T09:45:00.000Z",
  ...changes,
});
