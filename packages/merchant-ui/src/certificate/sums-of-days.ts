import type { DayAccount, Find } from "@karla/sync/ledger";

/** The finds of the orders that were placed on a day. */
export function findsOfDay({ from, to }: Pick<DayAccount, "from" | "to">, finds: readonly Find[]): Find[] {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  return finds.filter(({ placedAt }) => Date.parse(placedAt) >= first && Date.parse(placedAt) < end);
}

/** How many orders were found and repaired; one that was found twice is one. */
export function recoveredIn(finds: readonly Find[]): number {
  return new Set(finds.filter(({ outcome }) => outcome === "repaired").map(({ id }) => id)).size;
}

/** Orders left out on purpose, for whatever reason. */
export function leftOutOn({ skipped }: Pick<DayAccount, "skipped">): number {
  return Object.values(skipped).reduce((sum, count) => sum + count, 0);
}

/** What days come to together. */
export interface Sums {
  inShop: number;
  /** In the core, or rightly left out. */
  accounted: number;
  recovered: number;
  missing: number;
  /** Of the missing ones those that arrived and are about to be sent, as far as they are known by name. */
  waiting: number;
}

export function sumsOf(days: readonly DayAccount[], finds: readonly Find[]): Sums {
  const sum = (of: (day: DayAccount) => number) => days.reduce((all, day) => all + of(day), 0);
  const [inShop, missing] = [sum((day) => day.inShop), sum((day) => day.missing)];
  return {
    inShop,
    accounted: inShop - missing,
    recovered: sum((day) => recoveredIn(findsOfDay(day, finds))),
    missing,
    waiting: sum(({ gaps }) => gaps.filter(({ why }) => why === "waiting").length),
  };
}
