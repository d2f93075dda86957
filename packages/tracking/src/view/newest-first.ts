import { PHASES } from "../phase.ts";
import type { TrackedEvent } from "../tracked-order.ts";

/** Newest first. At one instant the further phase counts as newer; what has no time comes last. */
export function newestFirst(events: readonly TrackedEvent[]): TrackedEvent[] {
  return events.toSorted((one, other) => instantOf(other) - instantOf(one) || rankOf(other) - rankOf(one));
}

/** Before every instant there is; two such are equal, which two infinities would not be. */
function instantOf({ at }: TrackedEvent): number {
  return at ?? -Number.MAX_SAFE_INTEGER;
}

function rankOf({ phase }: TrackedEvent): number {
  return phase === null ? -1 : PHASES.indexOf(phase);
}
