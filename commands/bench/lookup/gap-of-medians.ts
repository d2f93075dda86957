import { spreadOf } from "../spread-of.ts";

/** How far the medians of these rows lie apart: the largest difference, in percent of the least of them. */
export function gapOfMedians(rows: readonly (readonly number[])[]): number {
  const medians = rows.map((row) => spreadOf(row).median);
  const least = Math.min(...medians);
  return ((Math.max(...medians) - least) / least) * 100;
}
