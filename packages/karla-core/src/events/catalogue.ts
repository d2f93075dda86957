import type { Direction, Flag, Phase } from "../wire/shipment-event.ts";
import type { EventGroup } from "./event-groups.ts";
import { RETURNING } from "./quiet-events.ts";

/** What an event of a parcel means, whichever carrier it came from. */
export interface ShipmentEntry {
  readonly source: "shipments";
  readonly phase: Phase;
  readonly direction: Direction;
  /** Null: nobody is told. */
  readonly group: EventGroup | null;
  readonly flag: Flag;
  /** Position in the catalogue, which has the order of a parcel's life: decides between events of the same instant. */
  readonly rank: number;
}

/** What an event of a claim means; its ref is `claims/{action}`. */
export interface ClaimEntry {
  readonly source: "claims";
  readonly action: "created" | "updated";
  readonly group: EventGroup;
}

export type CatalogueEntry = ShipmentEntry | ClaimEntry;

type Unranked = Omit<ShipmentEntry, "rank"> | ClaimEntry;

function forward(phase: Phase, group: EventGroup | null, flag: Flag = "normal"): Unranked {
  return { source: "shipments", phase, direction: "merchant_customer", group, flag };
}

/** On its way back to the merchant, sent by the customer. The groups of returns are documented as five without their names. */
function backward(phase: Phase, flag: Flag = "normal"): Unranked {
  return { source: "shipments", phase, direction: "customer_merchant", group: null, flag };
}

function claim(action: "created" | "updated", group: EventGroup): Unranked {
  return { source: "claims", action, group };
}

/**
 * The one place that says what an event's name means. Documented is that a name has one phase and one group, that there are
 * about 80 names, and nine of them; the whole list is not published. The others are made from the names of the groups and
 * phases, which are. Above each part stands what of it is documented; everything else in it is unverified.
 */
const EVENTS: Readonly<Record<string, Unranked>> = {
  // Documented: the names ORDER_CREATED (with its phase) and ORDER_CANCELLED; that drafts have both of them.
  ORDER_CREATED: forward("order_created", "shipment_pre_transit"),
  ORDER_CANCELLED: forward("order_created", "shipment_order_cancelled"),
  INTERNAL_TRIGGER: forward("order_created", "shipment_internal_trigger"),

  // Documented: the name ORDER_IN_PROCESSING.
  ORDER_IN_PROCESSING: forward("order_processed", "shipment_pre_transit"),
  LABEL_CREATED: forward("order_processed", "shipment_pre_transit"),
  CARRIER_CHANGED: forward("order_processed", "shipment_carrier_changed"),

  // Documented: DEPARTURE_FROM_TRANSPORT_HUB with phase and group.
  HANDED_OVER_TO_CARRIER: forward("in_transit", "shipment_in_transit"),
  IN_TRANSIT: forward("in_transit", "shipment_in_transit"),
  ARRIVAL_AT_TRANSPORT_HUB: forward("in_transit", "shipment_in_transit"),
  DEPARTURE_FROM_TRANSPORT_HUB: forward("in_transit", "shipment_in_transit"),
  CUSTOMS_CLEARANCE_STARTED: forward("in_transit", "shipment_in_transit"),
  CUSTOMS_CLEARANCE_COMPLETED: forward("in_transit", "shipment_in_transit"),
  ARRIVAL_AT_DELIVERY_DEPOT: forward("in_transit", "shipment_in_transit"),
  CARRIER_DELAY: forward("in_transit", "shipment_carrier_delay", "delay"),
  DELAYED_DUE_TO_CUSTOMER_REQUEST: forward("in_transit", "shipment_delayed_due_to_customer_request", "delay"),
  DAMAGED: forward("in_transit", "shipment_damaged", "error"),

  // Documented: the name OUT_FOR_DELIVERY; DELIVERY_ATTEMPTED with its phase.
  OUT_FOR_DELIVERY: forward("in_delivery", "shipment_out_for_delivery"),
  DELIVERY_SECOND_ATTEMPT: forward("in_delivery", "shipment_delivery_second_attempt"),
  DELIVERY_ATTEMPTED: forward("in_delivery", "shipment_delivery_failed"),

  DELIVERY_FAILED: forward("delivery_failed", "shipment_delivery_failed", "error"),
  DELIVERY_FAILED_ADDRESS_ISSUE: forward("delivery_failed", "shipment_delivery_failed_address_issue", "error"),

  // Documented: that a parcel is in `collect` at a pickup point, and `delivered` once it is picked up.
  DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP: forward("collect", "shipment_delivery_failed_forwarded_to_parcel_shop"),
  DELIVERED_TO_PARCEL_SHOP: forward("collect", "shipment_delivered_to_parcel_shop"),
  DELIVERED_TO_PARCEL_LOCKER: forward("collect", "shipment_delivered_to_parcel_locker"),

  // Documented: SUCCESSFULLY_DELIVERED with its phase.
  PICKED_UP: forward("delivered", "shipment_picked_up"),
  DELIVERED_TO_LETTERBOX: forward("delivered", "shipment_delivered_to_letterbox"),
  DELIVERED_TO_NEIGHBOUR: forward("delivered", "shipment_delivered_to_neighbour"),
  DELIVERED: forward("delivered", "shipment_delivered"),
  SUCCESSFULLY_DELIVERED: forward("delivered", "shipment_delivered"),

  FAILED_RETURNED: forward("returned", "shipment_failed_returned", "error"),
  REFUSED_THEN_RETURNED: forward("returned", "shipment_refused_then_returned", "error"),
  NOT_PICKED_UP_THEN_RETURNED: forward("returned", "shipment_not_picked_up_then_returned", "error"),
  [RETURNING]: forward("returned", null, "error"),

  RETURN_CREATED: backward("return_created"),
  RETURN_IN_TRANSIT: backward("return_transit"),
  RETURN_FAILED: backward("return_failed", "error"),
  RETURN_RECEIVED: backward("return_received"),

  // Documented: both names, their actions and groups.
  CLAIM_CREATED: claim("created", "claim_created"),
  CLAIM_UPDATED: claim("updated", "claim_updated"),
};

/** The catalogue by name, in the order of a parcel's life. */
export const CATALOGUE: ReadonlyMap<string, CatalogueEntry> = new Map(
  Object.entries(EVENTS).map(([name, entry], rank) => [name, entry.source === "claims" ? entry : { ...entry, rank }]),
);

/** What this name means for a parcel, in either case; null where nobody knows it, or it is a claim's. */
export function shipmentEntry(name: string): ShipmentEntry | null {
  const entry = CATALOGUE.get(name.toUpperCase());
  return entry?.source === "shipments" ? entry : null;
}
