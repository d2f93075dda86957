/** A value at a time, in minutes. */
export interface Sample {
  minute: number;
  value: number;
}

/** How much the value grows in a minute: the line that lies closest to the samples (least squares). */
export function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [minute, value] = [mean((sample) => sample.minute), mean((sample) => sample.value)];
  const spread = samples.reduce((sum, sample) => sum + (sample.minute - minute) ** 2, 0);
  const together = samples.reduce((sum, sample) => sum + (sample.minute - minute) * (sample.value - value), 0);
  return spread === 0 ? 0 : together / spread;
}
