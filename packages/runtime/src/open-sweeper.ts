import { createRetentionStore } from "@karla/store/retention-store";
import type { SweepsSeen } from "@karla/sync/retention";
import { sleep } from "@karla/sync/sleep";
import { createSweeper, type Sweeper } from "@karla/sync/sweeper";
import { keptForOf } from "./env.ts";
import type { Runtime } from "./open-runtime.ts";

/** Removes what is past its time while the worker runs, and shows how that stands. */
export function openSweeper({ env, clock, database, log, metrics }: Runtime): Sweeper {
  let seen: SweepsSeen = { sweptAt: null, oldestBodyAt: null };
  const ageOf = (at: number | null) => (at === null ? 0 : Math.max(clock.now() - at, 0) / 1_000);
  metrics.watchSweeps(() => ({ sweep: ageOf(seen.sweptAt), oldestBody: ageOf(seen.oldestBodyAt) }));
  return createSweeper({
    retention: createRetentionStore({ pool: database.pool, clock, keptFor: keptForOf(env) }),
    clock,
    log,
    sleep,
    removed: metrics.removed,
    seen(sweeps) {
      seen = sweeps;
    },
  });
}
