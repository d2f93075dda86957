import type { BookedOrder } from "../booked-order.ts";

/** The language the customer bought in; the books' customers use that of where they live. */
export function customerLocale({ shippingAddress }: Pick<BookedOrder, "shippingAddress">): string {
  return shippingAddress?.countryCode === "US" ? "en-US" : "de-DE";
}
