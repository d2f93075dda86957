import type { Phase } from "../wire/shipment-event.ts";

const HEADLINES: Readonly<Record<Phase, string>> = {
  order_created: "Your order has been placed",
  order_processed: "Your order is being prepared",
  in_transit: "Your parcel is on its way",
  in_delivery: "Your parcel arrives today",
  collect: "Your parcel is ready to collect",
  delivered: "Your parcel has been delivered",
  delivery_failed: "Your parcel could not be delivered",
  returned: "Your parcel goes back to the sender",
  return_created: "Your return has been announced",
  return_transit: "Your return is on its way",
  return_received: "Your return has arrived",
  return_failed: "Your return could not be delivered",
};

/** `TrackingEventKeyTranslationsDTO`: plain words for a name such as `OUT_FOR_DELIVERY`. */
export function eventStrings(name: string, phase: Phase) {
  const words = name.toLowerCase().replaceAll("_", " ");
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  return {
    event_status: phase,
    list_label: label,
    header_headline: HEADLINES[phase],
    header_title: label,
    header_subtitle: "",
  };
}

/** `StateEnum` of a shipment in this phase. */
export function stateOf(phase: Phase): "pending" | "transit" | "collect" | "delivered" | "returned" {
  switch (phase) {
    case "order_created":
      return "pending";
    case "collect":
      return "collect";
    case "delivered":
      return "delivered";
    case "return_received":
    case "returned":
      return "returned";
    case "order_processed":
    case "in_transit":
    case "in_delivery":
    case "delivery_failed":
    case "return_created":
    case "return_failed":
    case "return_transit":
      return "transit";
  }
}
