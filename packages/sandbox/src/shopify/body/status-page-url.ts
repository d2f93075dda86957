import type { BookedOrder } from "../booked-order.ts";

/** The page on which the customer sees the order. */
export function statusPageUrl({ token }: Pick<BookedOrder, "token">, shopDomain: string): string {
  return `https://${shopDomain}/orders/${token}/authenticate?key=${token.slice(0, 12)}`;
}
