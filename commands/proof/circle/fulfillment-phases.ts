import { SCAN_EVENTS } from "./scan-events.ts";
import type { ToldScan } from "./told-scans.ts";

/** A status of a fulfillment for as long as it lasts, with each instant at which a scan said so. Milliseconds since the epoch. */
export interface Phase {
  status: string;
  instants: number[];
}

/** The further a parcel is, the later it stands here. */
const ADVANCE = [
  "CARRIER_PICKED_UP",
  "DELAYED",
  "IN_TRANSIT",
  "OUT_FOR_DELIVERY",
  "ATTEMPTED_DELIVERY",
  "READY_FOR_PICKUP",
  "FAILURE",
  "DELIVERED",
];

/**
 * Where a fulfillment is, by all that is known of its parcels: where its least advanced one is, and nowhere before something is
 * known of each. A scan that repeats the status is none of its changes.
 */
export function phasesOf(lives: readonly (readonly ToldScan[])[]): Phase[] {
  const said = lives.map((scans) =>
    scans.flatMap(({ at, event }) => {
      const { status } = SCAN_EVENTS[event];
      return status === null ? [] : [{ at, status: String(status) }];
    }),
  );
  const instants = [...new Set(said.flat().map(({ at }) => at))].sort((one, other) => one - other);
  const phases: Phase[] = [];
  for (const at of instants) {
    const now = said.flatMap((life) => {
      const last = life.filter((each) => each.at <= at).sort((one, other) => other.at - one.at)[0];
      return last === undefined ? [] : [last.status];
    });
    if (now.length < said.length) continue;
    const [status = ""] = now.sort((one, other) => ADVANCE.indexOf(one) - ADVANCE.indexOf(other));
    const last = phases.at(-1);
    if (last?.status === status) last.instants.push(at);
    else phases.push({ status, instants: [at] });
  }
  return phases;
}
