import type { ShopId } from "../ids.ts";
import type { LaneEvent, Turn } from "../lane/lanes.ts";
import type { ReplayableEvent } from "./replay-data.ts";
import type { ReplayTerms } from "./replay-terms.ts";

export interface LaneLook {
  /** As a turn without events would be given it. */
  turn: Turn;
  /** The version of the mapping that the core's order was made with, 0 for none; null where nobody knows. */
  mapping: number | null;
}

export interface StoredEvent {
  /** Null where its bytes are not kept any more. */
  event: LaneEvent | null;
  laneKey: string;
  state: ReplayableEvent["state"];
}

/** What was received and decided, for whoever looks at it again or has it run again. */
export interface Replays {
  /** Leases nothing, and holds nobody up. */
  look(shopId: ShopId, laneKey: string): Promise<LaneLook>;
  /** The last hundred, newest first. */
  eventsOf(shopId: ShopId, laneKey: string): Promise<ReplayableEvent[]>;
  /** `id`: as of a `ReplayableEvent`, or the sender's own delivery id. */
  event(shopId: ShopId, id: string): Promise<StoredEvent | null>;
  /** Puts an event that was used, or could not be, back to work. False: it is waiting already, or gone. */
  again(shopId: ShopId, event: LaneEvent, terms: ReplayTerms): Promise<boolean>;
  /** What became of it; null where it is gone. */
  outcomeOf(shopId: ShopId, id: string): Promise<Pick<ReplayableEvent, "state" | "reason"> | null>;
  /**
   * Orders of which something was received from `from` on and before `to` (milliseconds since the epoch), behind the order
   * `after`, in the order of their ids.
   */
  ordersIn(shopId: ShopId, range: { from: number; to: number; after: string }, limit: number): Promise<string[]>;
}
