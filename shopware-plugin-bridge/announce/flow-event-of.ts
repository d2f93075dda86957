/** Karla's documented event groups (`KarlaWebhookEvent::EVENT_GROUPS` of its own plugin): the triggers of our `flow.xml`. */
const GROUPS: ReadonlySet<string> = new Set([
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
]);

/** The Flow Builder's trigger for a group, e.g. "karla.shipment.in_transit"; null for a group that has none. */
export function flowEventOf(group: string): string | null {
  return GROUPS.has(group) ? `karla.${group.replace("_", ".")}` : null;
}
