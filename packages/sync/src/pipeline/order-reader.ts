import type { ShopId } from "../ids.ts";
import type { ReceivedEvent } from "../inbox/inbox.ts";
import type { MetafieldRef } from "../mapping/metafields-of.ts";
import type { Pictures } from "../order/picture.ts";

/** What of an order is asked for besides it. */
export interface ExtrasWish {
  /** `observedAt` of the order's state that is known: what is read belongs to it. */
  observedAt: string;
  wanted: readonly MetafieldRef[];
}

/** Reads one order from the shop's platform as it is now. Calls throw on anything but an answer. */
export interface OrderReader {
  /** The answer as an event for the inbox: it takes the same path as a webhook. */
  read(shopId: ShopId, orderId: string): Promise<{ outcome: "order"; event: ReceivedEvent } | { outcome: "not_found" }>;
  /** The metafields of order, customer, products and variants. What the app may not read is as if it were not there. */
  readExtras(
    shopId: ShopId,
    orderId: string,
    wish: ExtrasWish,
  ): Promise<{ outcome: "extras"; event: ReceivedEvent } | { outcome: "not_found" }>;
  /** The pictures of the order's lines, null where a line's article has none. Asks for nothing else of the order. */
  readPictures(
    shopId: ShopId,
    orderId: string,
  ): Promise<{ outcome: "pictures"; pictures: Pictures } | { outcome: "not_found" }>;
  /** Pictures of an order's lines, wherever they are known from, as an event for the inbox. Asks nobody. */
  picturesEvent(shopId: ShopId, orderId: string, pictures: Pictures): Promise<ReceivedEvent>;
}
