import { z } from "zod";

/** What a merchant decides about the orders that are sent. Stored per shop; every key has a default. */
export const OrderSettings = z.object({
  /** Send orders marked as test. Off: skipped as `test_order`. */
  takeTestOrders: z.boolean().default(false),
  /** Send orders that were cancelled before anything shipped. Off: skipped as `cancelled_before_shipping`. */
  takeCancelledOrders: z.boolean().default(false),
  /** Send orders in which nothing needs shipping (gift cards, downloads). Off: skipped as `nothing_to_ship`. */
  takeOrdersWithNothingToShip: z.boolean().default(false),
  /** Where there is no shipping address (pickup, POS), send the billing address. Off: skipped as `no_address`. */
  fallBackToBillingAddress: z.boolean().default(false),
  /** Zip code to send for an address without one. Null: skipped as `no_zip`. */
  zipCodeWhereMissing: z.string().min(1).nullable().default(null),
  /** Post `ORDER_CANCELLED` to the shipments of an order that is cancelled after it shipped. */
  sendOrderCancelled: z.boolean().default(false),
});
export type OrderSettings = z.infer<typeof OrderSettings>;
