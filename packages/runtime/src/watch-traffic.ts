import type { Clock } from "@karla/sync/clock";
import { BACKFILL_LANE, SHOP_LANE } from "@karla/sync/inbox";

/** Orders rarely come alone: so long after one the next is expected. */
const MOMENT_MS = 1_000;

/** Whether live orders are under way in this process: what can wait makes room for them. */
export interface Traffic {
  /** A turn of this lane runs. */
  passes(laneKey: string): void;
  isLive(): boolean;
}

export function watchTraffic(clock: Clock): Traffic {
  let until = 0;
  return {
    passes(laneKey) {
      if (laneKey !== BACKFILL_LANE && laneKey !== SHOP_LANE) until = clock.now() + MOMENT_MS;
    },
    isLive: () => clock.now() < until,
  };
}
