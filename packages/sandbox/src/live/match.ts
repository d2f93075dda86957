import type { BookedOrder } from "../shopify/booked-order.ts";
import type { HeldOrder } from "./core-reader.ts";

/** How an order of the books stands to the core. */
export type Match =
  | { state: "in_core" }
  | { state: "on_its_way" }
  | { state: "not_sent"; because: "test" | "cancelled" | "nothing_to_ship" | "no_address" | "no_zip" };

/** For the page only: what is proven is worked out elsewhere, from the same books. */
export function matchOf(order: BookedOrder, held: HeldOrder | null): Match {
  const because = notSentBecause(order);
  if (because !== null) return { state: "not_sent", because };
  if (held === null || held.version !== order.version) return { state: "on_its_way" };
  const complete = parcelNumbers(order).every((number) => held.trackingNumbers.includes(number));
  return complete ? { state: "in_core" } : { state: "on_its_way" };
}

/** Distinct tracking numbers of what is on its way to the customer. */
export function parcelNumbers(order: BookedOrder): string[] {
  const { cancelledAt } = order;
  const numbers = order.fulfillments
    .filter(({ status, createdAt }) => status !== "cancelled" && (cancelledAt === null || createdAt < cancelledAt))
    .flatMap(({ trackingNumbers }) => trackingNumbers.map((number) => number.trim()));
  return [...new Set(numbers)].filter((number) => number !== "");
}

function notSentBecause(order: BookedOrder): Extract<Match, { state: "not_sent" }>["because"] | null {
  const { cancelledAt } = order;
  if (order.test) return "test";
  if (cancelledAt !== null && !order.fulfillments.some(({ createdAt }) => createdAt < cancelledAt)) return "cancelled";
  if (!order.lines.some(({ requiresShipping }) => requiresShipping) && parcelNumbers(order).length === 0)
    return "nothing_to_ship";
  if (order.shippingAddress === null) return "no_address";
  return (order.shippingAddress.zip ?? "") === "" ? "no_zip" : null;
}
