import { z } from "zod";
import type { Platform } from "../ids.ts";

/** Words of a platform's state machine, e.g. "in_progress". */
const States = z.array(z.string().min(1)).nullable();

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
  /**
   * Send orders in these states of their own (`snapshot.state`); others are skipped as `order_state_not_chosen`, unless a parcel
   * of theirs is told. Null: whatever the state.
   */
  orderStates: States.default(null),
  /** Tell the parcels of deliveries in these states (`fulfillment.state`). Null: whatever the state. */
  deliveryStates: States.default(null),
  /**
   * Tell no parcels of fulfillments from before: another system told them. ISO 8601 with an offset, without which nobody knows
   * what is before.
   */
  historicalCutoff: z.iso.datetime({ offset: true }).nullable().default(null),
  /** Slug at the core of the orders of a sales channel, by its id; those of all others go to the connection's own. */
  slugBySalesChannel: z.record(z.string(), z.string().min(1)).default({}),
  /** Type of the lines that are deposits (bottles, crates), which a plugin of a Shopware shop adds. Null: there are none. */
  depositLineType: z.string().min(1).nullable().default(null),
  /** Bring the shop's catalogue to the core. Only where the platform brings products (Shopware). */
  syncProducts: z.boolean().default(false),
  /** Write to the order in the shop what happens to its parcels. Only where the platform shows it (Shopify's fulfillment events). */
  noteParcels: z.boolean().default(true),
});
export type OrderSettings = z.infer<typeof OrderSettings>;

/** The same with the defaults of each platform: a Shopware shop begins with those of Karla's own plugin. */
export const SETTINGS_ON: Record<Platform, typeof OrderSettings> = {
  shopify: OrderSettings,
  shopware: OrderSettings.extend({
    orderStates: States.default(["in_progress", "completed"]),
    deliveryStates: States.default(["shipped", "shipped_partially"]),
  }),
};
