import { shipmentEntry } from "../../events/catalogue.ts";
import { NOTHING_NEW, RETURNING } from "../../events/quiet-events.ts";
import type { Phase } from "../../wire/shipment-event.ts";
import type { Meaning } from "./scan-to-event.ts";

interface Named {
  readonly at: Date;
  readonly meaning: Meaning;
}

/** Where a parcel stays, whatever scan comes that nobody understands. */
const SETTLED: ReadonlySet<Phase> = new Set<Phase>(["collect", "delivered", "returned"]);

/**
 * The event of each scan beside those before it, in their order: out for delivery again is a second attempt, what is
 * delivered after it lay in a shop was picked up, and a parcel on its way back is no more on its way to the customer.
 * `returned` is DHL's word that the sender gets it back: then "delivered" is not said of the customer.
 */
export function nameScans<S extends Named>(scans: readonly S[], returned: boolean): (S & { event: string })[] {
  let phase: Phase | null = null;
  let attempted = false;
  // The newest stands first in an answer: of two of the same instant the later in the list came first.
  return scans
    .toReversed()
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .map((scan) => {
      const event = beside(scan.meaning, { phase, attempted, returned });
      const next = shipmentEntry(event)?.phase ?? phase;
      attempted ||= FAILED_ATTEMPTS.has(event);
      phase = next;
      return { ...scan, event };
    });
}

const FAILED_ATTEMPTS: ReadonlySet<string> = new Set([
  "DELIVERY_ATTEMPTED",
  "DELIVERY_FAILED",
  "DELIVERY_FAILED_ADDRESS_ISSUE",
]);

interface Before {
  readonly phase: Phase | null;
  readonly attempted: boolean;
  readonly returned: boolean;
}

function beside({ event, sure }: Meaning, { phase, attempted, returned }: Before): string {
  const itsPhase = shipmentEntry(event)?.phase ?? null;
  if (phase === "returned") return RETURNING;
  if (returned && itsPhase === "delivered") return "FAILED_RETURNED";
  if (!sure && phase !== null && SETTLED.has(phase)) return NOTHING_NEW;
  if (event === "OUT_FOR_DELIVERY" && attempted) return "DELIVERY_SECOND_ATTEMPT";
  if (event === "SUCCESSFULLY_DELIVERED" && phase === "collect") return "PICKED_UP";
  return event;
}
