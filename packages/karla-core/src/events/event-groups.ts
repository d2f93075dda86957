/**
 * Every group whose name is known: the list of Karla's own Shopware plugin. A flow of a shop is named after its group, so a
 * name is never changed here. The documentation also speaks of five groups for returns, without their names.
 */
export const EVENT_GROUPS = [
  "claim_created",
  "claim_updated",
  "shipment_pre_transit",
  "shipment_in_transit",
  "shipment_damaged",
  "shipment_carrier_delay",
  "shipment_out_for_delivery",
  "shipment_delivery_failed",
  "shipment_delivery_failed_forwarded_to_parcel_shop",
  "shipment_delivery_failed_address_issue",
  "shipment_delivery_second_attempt",
  "shipment_delivered",
  "shipment_delivered_to_neighbour",
  "shipment_delivered_to_letterbox",
  "shipment_delivered_to_parcel_shop",
  "shipment_delivered_to_parcel_locker",
  "shipment_picked_up",
  "shipment_failed_returned",
  "shipment_refused_then_returned",
  "shipment_not_picked_up_then_returned",
  "shipment_delayed_due_to_customer_request",
  "shipment_delivered_all_events",
  "shipment_internal_trigger",
  "shipment_carrier_changed",
  "shipment_order_cancelled",
] as const;

export type EventGroup = (typeof EVENT_GROUPS)[number];

const DELIVERED_IN_SOME_WAY: ReadonlySet<EventGroup> = new Set<EventGroup>([
  "shipment_delivered",
  "shipment_delivered_to_neighbour",
  "shipment_delivered_to_letterbox",
  "shipment_delivered_to_parcel_shop",
  "shipment_delivered_to_parcel_locker",
]);

/**
 * The groups that are told where `group` happened. Each delivery is told twice: as what it was, and as
 * `shipment_delivered_all_events`, for who does not care where the parcel was left (documentation of the Brevo integration:
 * it covers "all delivered cases"). A pickup is not one: its parcel was told as delivered when it came to the shop.
 */
export function groupsToldFor(group: EventGroup): EventGroup[] {
  return DELIVERED_IN_SOME_WAY.has(group) ? [group, "shipment_delivered_all_events"] : [group];
}
