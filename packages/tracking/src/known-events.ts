/**
 * The names of events that we have words for: those of the self-hosted core, and its name for a scan that says nothing new.
 * Karla's whole list is not published; nine of them are documented.
 */
export const KNOWN_EVENTS = [
  "ORDER_CREATED",
  "ORDER_CANCELLED",
  "ORDER_IN_PROCESSING",
  "LABEL_CREATED",
  "CARRIER_CHANGED",
  "HANDED_OVER_TO_CARRIER",
  "IN_TRANSIT",
  "ARRIVAL_AT_TRANSPORT_HUB",
  "DEPARTURE_FROM_TRANSPORT_HUB",
  "CUSTOMS_CLEARANCE_STARTED",
  "CUSTOMS_CLEARANCE_COMPLETED",
  "ARRIVAL_AT_DELIVERY_DEPOT",
  "CARRIER_SCAN",
  "CARRIER_DELAY",
  "DELAYED_DUE_TO_CUSTOMER_REQUEST",
  "DAMAGED",
  "OUT_FOR_DELIVERY",
  "DELIVERY_SECOND_ATTEMPT",
  "DELIVERY_ATTEMPTED",
  "DELIVERY_FAILED",
  "DELIVERY_FAILED_ADDRESS_ISSUE",
  "DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP",
  "DELIVERED_TO_PARCEL_SHOP",
  "DELIVERED_TO_PARCEL_LOCKER",
  "PICKED_UP",
  "DELIVERED_TO_LETTERBOX",
  "DELIVERED_TO_NEIGHBOUR",
  "DELIVERED",
  "SUCCESSFULLY_DELIVERED",
  "FAILED_RETURNED",
  "REFUSED_THEN_RETURNED",
  "NOT_PICKED_UP_THEN_RETURNED",
  "RETURNING_TO_SENDER",
  "RETURN_CREATED",
  "RETURN_IN_TRANSIT",
  "RETURN_FAILED",
  "RETURN_RECEIVED",
] as const;

export type KnownEvent = (typeof KNOWN_EVENTS)[number];

export function isKnownEvent(name: string): name is KnownEvent {
  return KNOWN_EVENTS.some((known) => known === name);
}

/** Happens inside the core and says nothing of the parcel. */
export const SILENT_EVENT = "INTERNAL_TRIGGER";
