import type { TurnDeps } from "@karla/sync/turn-deps";
import type { MemoryLanes } from "./memory-lanes.ts";

export interface MemoryErasures {
  /** Orders and customers that were erased, by their ids. */
  erased: Set<string>;
}

/** What was erased, in memory. Its lanes are emptied like those in the database. */
export function createMemoryErasures(lanes: Pick<MemoryLanes, "empty">): TurnDeps["erasures"] & MemoryErasures {
  const erased = new Set<string>();
  return {
    erased,
    isErased: async (_, { orderIds, customerIds }) => [...orderIds, ...customerIds].some((id) => erased.has(id)),
    async eraseLane(lease, { isOrder }) {
      if (isOrder) erased.add(lease.laneKey);
      return lanes.empty(lease);
    },
  };
}
