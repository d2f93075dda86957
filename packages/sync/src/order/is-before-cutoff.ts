import { compareInstants } from "./compare-instants.ts";
import type { OrderSettings } from "./settings.ts";

/** Whether another system tells of what is from this instant. What says none is before every cutoff. */
export function isBeforeCutoff(
  instant: string | null | undefined,
  { historicalCutoff }: Pick<OrderSettings, "historicalCutoff">,
): boolean {
  return historicalCutoff !== null && compareInstants(instant ?? "", historicalCutoff) < 0;
}
