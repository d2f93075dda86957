/** Middle and highest of some durations in milliseconds, as figures of an observation: `{ restart_p50_ms, restart_max_ms }`. */
export function quantiles(name: string, durationsMs: readonly number[]): Record<string, number> {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { [`${name}_p50_ms`]: at(0.5), [`${name}_max_ms`]: at(1) };
}
