import type { Arrival, Pickup } from "../carriers/carrier-feed.ts";
import type { Phase } from "../wire/shipment-event.ts";
import { addressDetail } from "./address-detail.ts";
import type { EventRow } from "./order-detail.ts";

/** Phases in which nobody brings the parcel to its recipient any more. */
const ENDED: ReadonlySet<Phase> = new Set<Phase>(["collect", "delivered", "returned"]);

/**
 * `TrackingEstimatedArrivalDTO`. `from`, `to` and `source` are an extension of this core: the generated client knows a
 * prediction in words alone.
 */
export function estimatedArrival(arrival: Arrival | null, phase: Phase) {
  if (arrival === null || ENDED.has(phase)) return null;
  const { words, from, to, source } = arrival;
  return { time_prediction: words, language: "en", from, to, source };
}

/** `EventAdditionalInfo` of a scan that says where the parcel is to be found. */
export function additionalInfo(pickup: Pickup | null) {
  if (pickup === null) return null;
  return {
    pickup_point: pickup.name,
    pickup_point_url: pickup.url,
    pickup_time: null,
    pickup_opening_hours: pickup.openingHours,
    mail_message: null,
    merchant_name: null,
    preferred_delivery_date: null,
    date: pickup.keptUntil,
  };
}

/** `TrackingPickUpDTO`: where the parcel lies now, by the newest scan of the phase in which it is. */
export function pickupOf(events: readonly EventRow[], phase: Phase) {
  if (phase !== "collect" && phase !== "delivered") return null;
  const pickup = events.findLast((event) => event.phase === phase && event.scan !== null)?.scan?.pickup ?? null;
  if (pickup === null) return null;
  const hours = Object.entries(pickup.openingHours).map(([day, times]) => `${day}: ${times}`);
  return {
    type: pickup.type,
    name: pickup.name,
    address: pickup.place && addressDetail({ city: pickup.place.city, country_code: pickup.place.country_code }),
    url: pickup.url,
    opening_hours: hours.length === 0 ? null : hours.join(", "),
    date_to: pickup.keptUntil,
  };
}
