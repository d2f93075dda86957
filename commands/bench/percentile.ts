/** The least value that at least `percent` of all are not above: with few values the largest one. */
export function percentile(values: Iterable<number>, percent: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) throw new Error("There is nothing to take a percentile of.");
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? 0;
}
