/** The triggers that events of Karla's start, by the handles of our extensions. Shopify forbids to rename one that was deployed. */
export const EVENT_TRIGGERS = [
  "karla-in-transit",
  "karla-out-for-delivery",
  "karla-delivered",
  "karla-delayed",
  "karla-delivery-failed",
  "karla-ready-for-pickup",
  "karla-picked-up",
  "karla-returned",
  "karla-damaged",
  "karla-claim-created",
  "karla-claim-updated",
] as const;
export type EventTrigger = (typeof EVENT_TRIGGERS)[number];

/**
 * Karla's documented event groups (`KarlaWebhookEvent::EVENT_GROUPS` of its plugin for Shopware) and what each starts. Which
 * trigger the hosted app has for which group is not published: what a buyer would call by one word is one.
 */
const TRIGGERS: ReadonlyMap<string, EventTrigger | null> = new Map<string, EventTrigger | null>([
  ["shipment_in_transit", "karla-in-transit"],
  ["shipment_out_for_delivery", "karla-out-for-delivery"],
  // Out once more.
  ["shipment_delivery_second_attempt", "karla-out-for-delivery"],
  ["shipment_delivered", "karla-delivered"],
  ["shipment_delivered_to_neighbour", "karla-delivered"],
  ["shipment_delivered_to_letterbox", "karla-delivered"],
  ["shipment_carrier_delay", "karla-delayed"],
  ["shipment_delayed_due_to_customer_request", "karla-delayed"],
  ["shipment_delivery_failed", "karla-delivery-failed"],
  ["shipment_delivery_failed_address_issue", "karla-delivery-failed"],
  // On its way to the shop, where nobody can pick it up yet.
  ["shipment_delivery_failed_forwarded_to_parcel_shop", "karla-delivery-failed"],
  ["shipment_delivered_to_parcel_shop", "karla-ready-for-pickup"],
  ["shipment_delivered_to_parcel_locker", "karla-ready-for-pickup"],
  ["shipment_picked_up", "karla-picked-up"],
  ["shipment_failed_returned", "karla-returned"],
  ["shipment_refused_then_returned", "karla-returned"],
  ["shipment_not_picked_up_then_returned", "karla-returned"],
  ["shipment_damaged", "karla-damaged"],
  ["claim_created", "karla-claim-created"],
  ["claim_updated", "karla-claim-updated"],
  // Repeats the others.
  ["shipment_delivered_all_events", null],
  // Nothing that a buyer would be told of.
  ["shipment_pre_transit", null],
  ["shipment_internal_trigger", null],
  ["shipment_carrier_changed", null],
  ["shipment_order_cancelled", null],
]);

/** The documented groups. */
export const EVENT_GROUPS: readonly string[] = [...TRIGGERS.keys()];

/** The trigger that an event of this group starts; null where it starts none, as one of a group that we do not know. */
export function flowTriggerOf(group: string): EventTrigger | null {
  return TRIGGERS.get(group) ?? null;
}
