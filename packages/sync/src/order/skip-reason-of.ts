import { madeBeforeCancellation } from "./counted-fulfillments.ts";
import type { Order, OrderSnapshot } from "./order.ts";
import type { OrderSettings } from "./settings.ts";
import type { SkipReason } from "./skip-reason.ts";

export interface SkipQuestion {
  order: Order;
  snapshot: OrderSnapshot;
  /** How many parcels the core would be told of. */
  trackings: number;
  settings: OrderSettings;
}

/** Which policy of the merchant keeps an order from being sent, null for none. The first that holds, in a fixed order. */
export function skipReasonOf({ order, snapshot, trackings, settings }: SkipQuestion): SkipReason | null {
  if (snapshot.test && !settings.takeTestOrders) return "test_order";
  if (cancelledBeforeShipping(order) && !settings.takeCancelledOrders) return "cancelled_before_shipping";
  if (trackings === 0 && onlyGoodsThatNeverShip(snapshot) && !settings.takeOrdersWithNothingToShip) {
    return "nothing_to_ship";
  }
  return null;
}

/**
 * A fulfillment that was made before the cancellation counts, though it was taken back: the core has heard of the order,
 * and the customer may have of the parcel.
 */
function cancelledBeforeShipping(order: Order): boolean {
  if (order.cancelledAt === null) return false;
  return !order.fulfillments.some((fulfillment) => madeBeforeCancellation(order, fulfillment));
}

/** An order without any line (a sum typed into the till) says nothing of shipping, and is not held back for it. */
function onlyGoodsThatNeverShip({ lines }: OrderSnapshot): boolean {
  return lines.length > 0 && lines.every(({ requiresShipping }) => !requiresShipping);
}
