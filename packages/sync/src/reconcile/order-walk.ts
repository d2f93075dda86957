import type { PlacedBetween } from "../backfill/backfill.ts";
import type { ShopId } from "../ids.ts";
import type { ReceivedEvent } from "../inbox/inbox.ts";

/** An order as the shop lists it, without what is in it. */
export interface ListedOrder {
  id: string;
  /** As printed, e.g. "#1001". */
  name: string;
  /** The platform's own update time. ISO 8601. */
  updatedAt: string;
  createdAt: string;
}

/** Orders changed from `from` to `to`, both included. ISO 8601. */
export interface ChangedBetween {
  from: string;
  to: string;
}

export interface ListedPage {
  orders: ListedOrder[];
  /** Where the next page begins; null where this is the last. */
  after: string | null;
}

/** Goes through a shop's orders on its platform. Calls throw on anything but an answer. */
export interface OrderWalk {
  /**
   * A platform ends a list before everything is listed (Shopify after 25,000): after so many orders it is begun anew where it
   * stands. Null where it does not, and where the oldest change is not the first.
   */
  endsListAfter: number | null;
  /** The time zone of the shop's own calendar (IANA), e.g. "Europe/Berlin". */
  timeZone(shopId: ShopId): Promise<string>;
  /** Those that changed in this time, oldest change first where lists end, a page at a time. `after` is what the page before gave; null for the first, and after the last. */
  list(shopId: ShopId, changed: ChangedBetween, after: string | null): Promise<ListedPage>;
  /** Those that were placed in this time, oldest first, in pages as `list` has them. */
  listPlaced(shopId: ShopId, placed: PlacedBetween, after: string | null): Promise<ListedPage>;
  /**
   * Reads orders whole, as events for the inbox, as few or many as one call may take (`READ_AT_ONCE`). `gone`: the shop does
   * not know them. What does not add up at the moment is in neither list: it is read another time.
   */
  readMany(shopId: ShopId, orderIds: readonly string[]): Promise<{ events: ReceivedEvent[]; gone: string[] }>;
}

/** Orders of one `readMany`: usual ones are read within seconds, also where the shop makes us wait (74 points each of 100 a second). */
export const READ_AT_ONCE = 5;
