import type { ShopId } from "../ids.ts";

/** A parcel as the core knows it, with all that happened to it. */
export interface KnownParcel {
  /** Null for one that is expected, and has none yet. */
  trackingNumber: string | null;
  events: readonly ParcelEvent[];
}

export interface ParcelEvent {
  /** In upper case, e.g. "OUT_FOR_DELIVERY". The catalogue grows: there may be unknown ones. */
  name: string;
  /** E.g. "in_delivery". */
  phase: string;
  /** When it happened for the carrier: ISO 8601 with an offset. */
  at: string;
}

/** `conflicts`: what was not written because another app told the shop something newer. */
export interface Noted {
  written: number;
  conflicts: number;
}

/** How a platform shows what happens to an order's parcels. Throws the errors of its client. */
export interface ParcelNotes {
  /**
   * Writes what the shop does not have yet. The parcels are all of the order's, with all that the core knows, so this may be
   * called as often as one likes: what is there already is not written again.
   */
  write(shopId: ShopId, orderId: string, parcels: readonly KnownParcel[]): Promise<Noted>;
}

/** Has the parcels of these orders noted in the shop from `dueAt` on (milliseconds since the epoch), each in its order's lane. */
export type OweParcels = (shopId: ShopId, orderIds: readonly string[], dueAt: number) => Promise<void>;
