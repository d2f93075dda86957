import type { ShopId } from "../ids.ts";
import type { ReceivedEvent } from "../inbox/inbox.ts";

/** Reads one order from the shop's platform as it is now. Calls throw on anything but an answer. */
export interface OrderReader {
  /** The answer as an event for the inbox: it takes the same path as a webhook. */
  read(shopId: ShopId, orderId: string): Promise<{ outcome: "order"; event: ReceivedEvent } | { outcome: "not_found" }>;
}
