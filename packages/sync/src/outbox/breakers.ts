import type { ShopId } from "../ids.ts";
import type { BreakerState } from "./breaker.ts";
import type { Destination } from "./outbox.ts";

/** The breakers of all shops' destinations, shared by all workers. */
export interface Breakers {
  /** May be a second old. */
  read(shopId: ShopId, destination: Destination): Promise<BreakerState>;
  /** Changes the state atomically; gives the state before the change. */
  update(
    shopId: ShopId,
    destination: Destination,
    change: (state: BreakerState) => BreakerState,
  ): Promise<BreakerState>;
}
