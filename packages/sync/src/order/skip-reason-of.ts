import { cancelledAtOf } from "./cancelled-at.ts";
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
  const chosen = settings.orderStates?.includes(snapshot.state ?? "");
  // Who chose the state `cancelled` by its name wants these orders.
  const takesCancelled = settings.takeCancelledOrders || chosen === true;
  if (cancelledBeforeShipping(order) && !takesCancelled) return "cancelled_before_shipping";
  // A delivery that left is told, wherever its order stands.
  if (chosen === false && trackings === 0) return "order_state_not_chosen";
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
  if (cancelledAtOf(order) === null) return false;
  return !order.fulfillments.some(
    (fulfillment) => fulfillment.status !== "planned" && madeBeforeCancellation(order, fulfillment),
  );
}

/** An order without any line (a sum typed into the till) says nothing of shipping, and is not held back for it. */
function onlyGoodsThatNeverShip({ lines }: OrderSnapshot): boolean {
  return lines.length > 0 && lines.every(({ requiresShipping }) => !requiresShipping);
}
