import type { ShopId } from "../ids.ts";
import type { InboxEvent } from "../pipeline/normalise.ts";

/** Events of Karla's as they came in: what a shop is told is read from the stored bytes, as often as that takes. */
export interface KarlaEvents {
  /** The event of a lane that was taken; null where its bytes are gone. */
  find(shopId: ShopId, laneKey: string): Promise<InboxEvent | null>;
}
