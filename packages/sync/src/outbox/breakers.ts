import type { ShopId } from "../ids.ts";
import type { BreakerState } from "./breaker.ts";

/** The breakers of all shops' destinations, shared by all workers. */
export interface Breakers {
  /** May be a second old. */
  read(shopId: ShopId): Promise<BreakerState>;
  /** Changes the state atomically; gives the state before the change. */
  update(shopId: ShopId, change: (state: BreakerState) => BreakerState): Promise<BreakerState>;
}
