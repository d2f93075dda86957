import type { MappingTrial } from "@karla/sync/desk-data";
import type { MappingAnswer } from "./data.ts";

/** What was tried last: on purpose, or because a publishing was held back by it. */
export function trialOf(answer: MappingAnswer | null): MappingTrial | null {
  return answer?.outcome === "tried" || answer?.outcome === "would_fail" ? answer.trial : null;
}
