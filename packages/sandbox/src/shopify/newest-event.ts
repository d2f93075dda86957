import type { BookedFulfillment, BookedFulfillmentEvent } from "./booked-order.ts";

/** What a fulfillment shows of itself: what happened last. Unverified: Shopify may as well show what it was told last. */
export function newestEvent({ events }: Pick<BookedFulfillment, "events">): BookedFulfillmentEvent | null {
  return [...events].sort((left, right) => right.happenedAt - left.happenedAt)[0] ?? null;
}
