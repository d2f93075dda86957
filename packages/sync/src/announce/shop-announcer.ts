import type { ShopId } from "../ids.ts";

/** An event of Karla's, as a shop is told of it. */
export interface Announcement {
  /** The same whenever the core sends the event again. */
  id: string;
  /** One of the documented groups, e.g. "shipment_out_for_delivery": what flows are named after. */
  group: string;
  /** Event name in upper case, e.g. "OUT_FOR_DELIVERY". The catalogue grows: an unknown one is passed on. */
  name: string;
  /** E.g. "in_delivery"; null for claims. */
  phase: string | null;
  /** ISO 8601, when it happened for the core. */
  triggeredAt: string;
  /** The order's id in the shop, as the core was given it (`context.order.external_id`). */
  orderId: string;
  /** The customer's id in the shop; null for guests. */
  customerId: string | null;
  /** Karla's `event_data`, for templates: scalars and lists, nothing of it is trusted. */
  data: Readonly<Record<string, unknown>>;
}

export type Announced =
  | { outcome: "announced" }
  /** The shop has no such order (any more), or nothing that listens: nothing was started, nothing will be. */
  | NotAnnounced;

export interface NotAnnounced {
  outcome: "not_announced";
  why: "no_such_order" | "nobody_listens";
}

export const NO_SUCH_ORDER: NotAnnounced = { outcome: "not_announced", why: "no_such_order" };
export const NOBODY_LISTENS: NotAnnounced = { outcome: "not_announced", why: "nobody_listens" };

/** How a platform is told what Karla knows. Throws the errors of its client. */
export interface ShopAnnouncer {
  /**
   * Starts what the merchant hung on the event (flows: messages to customers). No platform knows an idempotency key for this:
   * whoever calls it again sends the message again, so it is called once, and not again where the outcome is unknown.
   */
  announce(shopId: ShopId, announcement: Announcement): Promise<Announced>;
  /** Writes the address of an order's tracking page to the order, where it is not there yet. It opens the order to whoever has it: never logged. */
  noteTrackpage(shopId: ShopId, orderId: string, url: string): Promise<void>;
}
