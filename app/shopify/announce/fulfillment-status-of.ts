import type { FulfillmentEventStatus } from "../admin/graphql.generated.ts";

/**
 * Karla documents nine statuses that its app writes to fulfillments, and not which of its events becomes which: all in this file
 * is derived from the names. Eight of the nine are Shopify's. The ninth, PICKED_UP, is none of `FulfillmentEventStatus`: Shopify
 * has it for the display alone. Whoever picked a parcel up at a parcel shop has it, so it is DELIVERED.
 */
const BY_NAME: ReadonlyMap<string, FulfillmentEventStatus> = new Map<string, FulfillmentEventStatus>([
  ["HANDED_OVER_TO_CARRIER", "CARRIER_PICKED_UP"],
  ["CARRIER_PICKED_UP", "CARRIER_PICKED_UP"],
  ["CARRIER_DELAY", "DELAYED"],
  ["DELAYED_DUE_TO_CUSTOMER_REQUEST", "DELAYED"],
  ["DELIVERY_ATTEMPTED", "ATTEMPTED_DELIVERY"],
  // Its phase is that of parcels which can be picked up. This one is on its way to where it can.
  ["DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP", "ATTEMPTED_DELIVERY"],
]);

/**
 * What is not in it says nothing of where the goods are on their way to the customer: orders whose parcel has not left yet
 * (`order_created`, `order_processed`), and parcels that the customer sends back (`return_…`).
 */
const BY_PHASE: ReadonlyMap<string, FulfillmentEventStatus> = new Map<string, FulfillmentEventStatus>([
  ["in_transit", "IN_TRANSIT"],
  ["in_delivery", "OUT_FOR_DELIVERY"],
  ["collect", "READY_FOR_PICKUP"],
  ["delivered", "DELIVERED"],
  ["delivery_failed", "ATTEMPTED_DELIVERY"],
  // The carrier gave up, and brings it back to the merchant.
  ["returned", "FAILURE"],
]);

/** What Shopify calls an event of a parcel; null where it has no word for it. The catalogue grows: of an unknown name its phase counts. */
export function fulfillmentStatusOf({ name, phase }: { name: string; phase: string }): FulfillmentEventStatus | null {
  return BY_NAME.get(name.toUpperCase()) ?? BY_PHASE.get(phase.toLowerCase()) ?? null;
}

/** How far a parcel is that has this status. Of a fulfillment's parcels the least advanced one says where the fulfillment is. */
const ADVANCED: Readonly<Record<FulfillmentEventStatus, number>> = {
  LABEL_PURCHASED: 0,
  LABEL_PRINTED: 1,
  CONFIRMED: 2,
  CARRIER_PICKED_UP: 3,
  // What waits is behind what moves.
  DELAYED: 4,
  IN_TRANSIT: 5,
  OUT_FOR_DELIVERY: 6,
  ATTEMPTED_DELIVERY: 7,
  READY_FOR_PICKUP: 8,
  // Over, but not well: all the others have to be there before it is said, and it is said rather than that all is delivered.
  FAILURE: 9,
  DELIVERED: 10,
};

/** The least advanced one first. */
export function byAdvance(a: FulfillmentEventStatus, b: FulfillmentEventStatus): number {
  return ADVANCED[a] - ADVANCED[b];
}
