import type { Lanes } from "../lane/lanes.ts";
import type { StepwiseWork, TurnDeps } from "../worker/turn-deps.ts";
import type { Backfills } from "./backfill.ts";
import { createBackfiller } from "./create-backfiller.ts";
import { createImport } from "./create-import.ts";
import type { OrderFiles } from "./order-files.ts";
import { runTogether, type TogetherDeps } from "./run-together.ts";

export interface BackfillDeps extends Pick<TogetherDeps, "bulkFor" | "sleep" | "pause"> {
  /** What the turns of imported orders run on: the same as all others, but for the lanes. */
  turns: () => TurnDeps;
  /** Lanes whose writes are not grouped with those of live events. */
  lanes: Lanes;
  files: OrderFiles;
  backfills: Backfills;
  leaseMs: number;
  isLive: () => boolean;
  /** Something of a batch could not be finished; any worker goes on with it when its lease has run out. */
  onUnfinished: (error: unknown) => void;
}

/** The import of a shop's orders, on the engine's own inbox, lanes and turns. */
export function openBackfill({
  turns,
  lanes,
  files,
  backfills,
  leaseMs,
  isLive,
  onUnfinished,
  ...bulk
}: BackfillDeps): StepwiseWork {
  return (shopId, until) => {
    // Nobody writes to an order of long ago for the sake of its tracking page: it is noted with the order's next change.
    const deps: TurnDeps = { ...turns(), lanes, announcer: null };
    const take = createImport({
      ...deps,
      leaseMs,
      isLive,
      runTogether: (batch) => runTogether(batch, { ...deps, ...bulk, onUnfinished }),
      onError: onUnfinished,
    });
    return createBackfiller({ ...deps, files, backfills, take })(shopId, until);
  };
}
