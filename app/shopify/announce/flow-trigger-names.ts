import { FLOW_TRIGGERS, type FlowTrigger } from "./flow-fields.ts";

/** What merchants see in Shopify Flow: the names in the files of the extensions. */
export const FLOW_TRIGGER_NAMES: Readonly<Record<FlowTrigger, string>> = {
  "karla-in-transit": "Parcel in transit",
  "karla-out-for-delivery": "Parcel out for delivery",
  "karla-delivered": "Parcel delivered",
  "karla-delayed": "Parcel delayed",
  "karla-delivery-failed": "Parcel delivery failed",
  "karla-ready-for-pickup": "Parcel ready for pickup",
  "karla-picked-up": "Parcel picked up",
  "karla-returned": "Parcel returned",
  "karla-damaged": "Parcel damaged",
  "karla-claim-created": "Claim created",
  "karla-claim-updated": "Claim updated",
  "karla-sync-failed": "Karla sync failed",
  "karla-sync-recovered": "Karla sync recovered",
};

/**
 * The trigger that Flow means by its `flow_trigger_definition_id`; null for one that is not ours. Shopify's example has the name
 * there; that it may be the handle is a guess.
 */
export function flowTriggerNamed(definitionId: string): FlowTrigger | null {
  return FLOW_TRIGGERS.find((handle) => definitionId === handle || definitionId === FLOW_TRIGGER_NAMES[handle]) ?? null;
}
