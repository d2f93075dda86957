import type { PlannedEffect, ReplayPlan } from "@karla/sync/replay-data";

/** What a replay would do, for a person at a terminal. */
export function wordsForPlan(plan: ReplayPlan): string {
  const { name, orderId, held, differences, isExact, parcels, effects } = plan;
  const lines = [
    `${name ?? orderId ?? "no order"}  ${verdictOf(plan)}`,
    held === null
      ? "  the core has nothing of it"
      : `  the core has ${held.hash.slice(0, 12)} since ${held.deliveredAt ?? "an unknown time"}, ${held.parcels} parcels, ${mappedBy(held.mapping)}`,
    ...(differences.length > 0 && !isExact
      ? ["  what the core has is not exactly what the books make of it now:"]
      : []),
    ...differences.map(({ path, before, after }) => `  ${path}: ${before ?? "nothing"} -> ${after ?? "nothing"}`),
    ...(parcels.given > 0 ? [`  ${parcels.given} parcels are given to the core, which may tell the customer`] : []),
    ...(parcels.kept > 0 ? [`  ${parcels.kept} parcels that the core has are not given again`] : []),
    ...effects.map((effect) => `  ${effect.effect}  ${fateOf(effect)}`),
  ];
  return lines.join("\n");
}

function verdictOf({ verdict, reason, mapping }: ReplayPlan): string {
  switch (verdict) {
    case "does":
      return `would be done, ${mappedBy(mapping)}`;
    case "nothing":
      return `nothing to do: ${reason}`;
    case "refused":
      return `refused: ${reason}`;
  }
}

function mappedBy(version: number | null): string {
  if (version === null) return "mapped nobody knows how";
  return version === 0 ? "without a mapping" : `with mapping ${version}`;
}

function fateOf({ fate, because }: PlannedEffect): string {
  switch (fate) {
    case "happens":
      return "happens";
    case "waits":
      return `waits: ${because}`;
    case "left_out":
      return `left out: ${because}`;
  }
}
