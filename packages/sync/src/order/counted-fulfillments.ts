import { compareInstants } from "./compare-instants.ts";
import { compareText } from "./compare-text.ts";
import type { Fulfillment, Order } from "./order.ts";

/**
 * The fulfillments whose parcels the core should know, oldest first. Not the cancelled ones, which stay in the platform's
 * list with their numbers; and of a cancelled order only those made before it was cancelled.
 */
export function countedFulfillments(order: Order): Fulfillment[] {
  return order.fulfillments
    .filter((fulfillment) => fulfillment.status !== "cancelled" && madeBeforeCancellation(order, fulfillment))
    .sort((a, b) => compareInstants(a.createdAt, b.createdAt) || compareText(a.id, b.id));
}

/**
 * True of every fulfillment of an order that was not cancelled, or whose cancellation can be taken back: there a parcel is
 * told whatever the order's state, as Karla's own plugin does.
 */
export function madeBeforeCancellation({ cancelledAt }: Order, { createdAt }: Fulfillment): boolean {
  return cancelledAt === null || compareInstants(createdAt, cancelledAt) < 0;
}
