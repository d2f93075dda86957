import type { Flag, Phase } from "../wire/shipment-event.ts";
import { type ShipmentEntry, shipmentEntry } from "./catalogue.ts";

/** An event as it is kept. */
export interface PastEvent {
  /** Upper snake case; the catalogue need not know it. */
  readonly name: string;
  readonly at: Date;
}

/** A parcel, or the draft of one, with everything that happened to it, in any order. */
export interface EventfulShipment {
  /** Null: a draft. */
  readonly trackingNumber: string | null;
  readonly events: readonly PastEvent[];
}

export interface Standing {
  readonly phase: Phase;
  readonly flag: Flag;
}

interface Known {
  readonly at: Date;
  readonly entry: ShipmentEntry;
}

/**
 * Where a shipment is and whether something is wrong with it: what its newest event says, by the time at which it happened.
 * Events arrive late and out of order, so nothing is remembered but the events themselves. An event that the catalogue does
 * not know changes nothing; a draft is not on its way, whatever is said of it.
 */
export function standingOf({ trackingNumber, events }: EventfulShipment): Standing {
  const newest = events
    .flatMap(({ name, at }): Known[] => {
      const entry = shipmentEntry(name);
      return entry && (trackingNumber !== null || isPreTransit(entry.phase)) ? [{ at, entry }] : [];
    })
    .reduce<Known | null>((best, each) => (best === null || supersedes(each, best) ? each : best), null);
  return newest === null
    ? { phase: "order_created", flag: "normal" }
    : { phase: newest.entry.phase, flag: newest.entry.flag };
}

/** Before a carrier has the parcel: all that a draft has events of. */
export function isPreTransit(phase: Phase): boolean {
  return phase === "order_created" || phase === "order_processed";
}

/**
 * The newer one counts. But what comes before transit carries the shop's times, not the carrier's: a parcel that is told
 * after its first scan is on its way all the same. Among such events the further one counts.
 */
function supersedes(one: Known, other: Known): boolean {
  const preTransit = isPreTransit(one.entry.phase);
  if (preTransit !== isPreTransit(other.entry.phase)) return !preTransit;
  const newerByMs = preTransit ? 0 : one.at.getTime() - other.at.getTime();
  return newerByMs === 0 ? one.entry.rank > other.entry.rank : newerByMs > 0;
}
