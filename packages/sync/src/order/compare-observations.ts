import { canonicalText } from "./canonical-text.ts";
import { compareInstants } from "./compare-instants.ts";
import { compareText } from "./compare-text.ts";
import { readInstant } from "./read-instant.ts";

/** Something the platform described at a time of its own. */
export interface Observation {
  /** The platform's own update time of the thing. */
  observedAt: string;
  /** When the event that told us was triggered; a refund has none. */
  triggeredAt?: string;
}

const FIRST_SECOND = Date.UTC(2000, 0, 1) / 1000;
const LAST_SECOND = Date.UTC(2101, 0, 1) / 1000 - 1;

/**
 * A total order in which only equal values are equal, so that "the greatest wins" is a join: it does not matter in what
 * order, or how often, observations come in. First by `observedAt`. Platforms stamp it to the second, and much happens
 * in one second, so ties go by `triggeredAt`; and where that ties too, by the content itself: arbitrary, but the same
 * for every order of arrival.
 */
export function compareObservations(a: Observation, b: Observation): number {
  if (a === b) return 0;
  return (
    compareInstants(a.observedAt, b.observedAt) ||
    compareInstants(triggerTime(a), triggerTime(b)) ||
    compareText(canonicalText(a), canonicalText(b))
  );
}

/** A trigger time nobody can have meant (`0001-01-01`, a clock gone wild) must not beat a real one: it counts as unknown. */
function triggerTime({ triggeredAt = "" }: Observation): string {
  const instant = readInstant(triggeredAt);
  if (instant === null || instant.seconds < FIRST_SECOND || instant.seconds > LAST_SECOND) return "";
  return triggeredAt;
}
