/** Placed so long ago, what happens an hour later was within the last half hour. */
const PLACED_MS_AGO = 80 * 60_000;

/** When an order is to be placed that something happens to within the last half hour. Milliseconds since the epoch. */
export function ofLate(): number {
  return Math.floor((Date.now() - PLACED_MS_AGO) / 1_000) * 1_000;
}
