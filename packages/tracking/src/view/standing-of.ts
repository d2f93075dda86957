import { type Flag, isPreTransit, isReturn, type Phase } from "../phase.ts";
import type { TrackedParcel } from "../tracked-order.ts";
import { newestFirst } from "./newest-first.ts";

/** Where a parcel is, and what is wrong with it. */
export interface Standing {
  readonly phase: Phase;
  readonly flag: Flag;
  readonly cancelled: boolean;
}

/**
 * The parcel's own phase where the core tells it, else what its newest event says, else what its state says. A draft is not
 * on its way, whatever is said of it. It is cancelled if `ORDER_CANCELLED` happened to it before a carrier had it; a parcel
 * that is on its way all the same is on its way. Once it has arrived it is not late any more.
 */
export function standingOf(parcel: TrackedParcel): Standing {
  const told = parcel.phase ?? phaseOfEvents(parcel) ?? phaseOfState(parcel);
  const phase = parcel.number === null && !isPreTransit(told) ? "order_processed" : told;
  const cancelled = isPreTransit(phase) && parcel.events.some(({ name }) => name === "ORDER_CANCELLED");
  const overdue = parcel.flag === "delay" && (hasArrived(phase) || cancelled);
  return { phase, flag: overdue ? "normal" : parcel.flag, cancelled };
}

/** It got to the customer, whether or not it is on its way back since. */
export function hasArrived(phase: Phase): boolean {
  return phase === "delivered" || isReturn(phase);
}

/** What comes before transit carries the shop's times, not the carrier's: it is never newer than a scan. */
function phaseOfEvents({ events }: TrackedParcel): Phase | null {
  const phases = newestFirst(events).flatMap(({ phase }) => (phase === null ? [] : [phase]));
  return phases.find((phase) => !isPreTransit(phase)) ?? phases[0] ?? null;
}

function phaseOfState({ state, number }: TrackedParcel): Phase {
  switch (state) {
    case "transit":
      return "in_transit";
    case "collect":
      return "collect";
    // The generated client has the name alone; a parcel that is put away is taken for one that arrived.
    case "archived":
    case "delivered":
      return "delivered";
    case "returned":
      return "returned";
    case "pending":
    case null:
      return number === null ? "order_created" : "order_processed";
  }
}
