import type { DaySums } from "@karla/sync/ledger";

/** Orders left out on purpose, for whatever reason. */
export function leftOutOn({ skipped }: Pick<DaySums, "skipped">): number {
  return Object.values(skipped).reduce((sum, count) => sum + count, 0);
}

/** What days come to together. */
export interface Sums {
  inShop: number;
  /** In the core, or rightly left out. */
  accounted: number;
  recovered: number;
  missing: number;
}

export function sumsOf(days: readonly DaySums[]): Sums {
  const sum = (of: (day: DaySums) => number) => days.reduce((all, day) => all + of(day), 0);
  const [inShop, missing] = [sum((day) => day.inShop), sum((day) => day.missing)];
  return { inShop, accounted: inShop - missing, recovered: sum((day) => day.recovered), missing };
}
