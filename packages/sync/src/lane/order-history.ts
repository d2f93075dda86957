import type { ShopId } from "../ids.ts";
import type { Effect, OutboxItem } from "../outbox/outbox.ts";
import type { OrderStatus } from "./lanes.ts";

/** Something that is owed for an order, or was. */
export interface EffectOfOrder extends Pick<OutboxItem, "state"> {
  effect: Effect;
  reason: string | null;
  /** When it was decided. */
  decidedAt: string;
  deliveredAt: string | null;
}

/** The books' row of an order, without the order. */
export interface BookedAs {
  /** As printed, e.g. "#1001"; null where the order itself did not arrive. */
  name: string | null;
  status: OrderStatus;
  reason: string | null;
  /** It was erased on request. */
  erased: boolean;
  receivedAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  /** How many tracking numbers the core was given of it in all. */
  trackings: number;
}

/** All that our books say of one order's way to the core and back. Nothing personal: an order's name is its number. ISO 8601. */
export interface OrderHistory {
  /** The shop's messages of it that are still kept. `pending`: how many are still to be looked at. */
  events: { firstAt: string | null; lastAt: string | null; pending: number };
  /** The last message that could not be used, where nothing of this order was used since. */
  quarantined: { at: string; reason: string | null } | null;
  /** Null where no message of it was used. */
  order: BookedAs | null;
  /** The last attempt to give the order to the core. `mapping`: the version that made the payload; null where there was none. */
  tried: { at: string; mapping: number | null } | null;
  effects: EffectOfOrder[];
  /** When the shop asked to hear nothing more of it. */
  mutedAt: string | null;
  /** What holds for all orders of the shop: whether it is connected to the core, and the codes of its open problems. */
  shop: { connected: boolean; problems: string[] };
}

export interface OrderHistories {
  /** Null where nothing of this order ever came. */
  of(shopId: ShopId, orderId: string): Promise<OrderHistory | null>;
}
