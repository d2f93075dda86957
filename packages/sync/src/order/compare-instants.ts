import { compareText } from "./compare-text.ts";
import { readInstant } from "./read-instant.ts";

/**
 * Orders two instants by the time they mean, whatever their offsets and precision: `10:00+01:00` equals `09:00Z`. What
 * is no instant ("" included) comes before every instant, and equals whatever else is none.
 */
export function compareInstants(a: string, b: string): number {
  if (a === b) return 0;
  const left = readInstant(a);
  const right = readInstant(b);
  if (left === null || right === null) return (left === null ? 0 : 1) - (right === null ? 0 : 1);
  if (left.seconds !== right.seconds) return left.seconds < right.seconds ? -1 : 1;
  return compareText(left.fraction, right.fraction);
}
