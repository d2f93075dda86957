import type { Direction, Phase } from "../wire/shipment-event.ts";
import { shipmentEntry } from "./catalogue.ts";
import { type EventGroup, groupsToldFor } from "./event-groups.ts";
import { type EventfulShipment, isPreTransit, type PastEvent, standingOf } from "./standing-of.ts";

export interface EventDescription {
  /** The name's own; of a name that nobody knows the one in which the shipment is. */
  readonly phase: Phase;
  readonly direction: Direction;
  /** One delivery of a webhook each; none: nobody is told. */
  readonly groups: readonly EventGroup[];
}

/**
 * What `event` is to a shipment that it becomes known of now. The documentation: only what has a group is told to anybody, a
 * draft tells what comes before transit alone, and the same name has other groups on the way back to the merchant. Their
 * names are not published, so a return is told to nobody, which is better than "delivered" when the merchant got it.
 */
export function describeEvent(shipment: EventfulShipment, event: PastEvent): EventDescription {
  const entry = shipmentEntry(event.name);
  const returning = [event, ...shipment.events].some(
    ({ name, at }) => at <= event.at && shipmentEntry(name)?.direction === "customer_merchant",
  );
  const direction = returning ? "customer_merchant" : "merchant_customer";
  if (entry === null) return { phase: standingOf(shipment).phase, direction, groups: [] };
  const told = !returning && (shipment.trackingNumber !== null || isPreTransit(entry.phase));
  return { phase: entry.phase, direction, groups: told && entry.group ? groupsToldFor(entry.group) : [] };
}
