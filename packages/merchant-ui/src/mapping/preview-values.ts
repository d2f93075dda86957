import type { MappingPreview, RulePreview, StepPreview } from "@karla/sync/desk-data";
import type { Rule } from "@karla/sync/mapping";
import type { ValueType } from "./rule-types.ts";

/** What a rule has at one of its places: for the order, or for each of its products or parcels. */
export interface PreviewValue {
  /** The product or parcel; null for the order. */
  of: string | null;
  /** Null where there is nothing. */
  value: string | null;
}

export function previewOf({ id }: Pick<Rule, "id">, preview: MappingPreview | null): RulePreview | null {
  return preview?.rules.find(({ rule }) => rule === id) ?? null;
}

/** After the source (0) and after each step. What came to a problem there has no value; that is said beside it. */
export function valuesAt(preview: RulePreview, at: number): { type: ValueType | null; values: PreviewValue[] } {
  const values = preview.runs.flatMap(({ of, steps }): PreviewValue[] => {
    const step = steps[at];
    return step === undefined || cameTooFar(steps, at) ? [] : [{ of, value: asText(step.value) }];
  });
  return { type: preview.types[at] ?? null, values };
}

/** What the rule comes to. */
export function resultsOf(preview: RulePreview): PreviewValue[] {
  return preview.runs.flatMap(({ of, steps, result }): PreviewValue[] => {
    if (typeof result !== "string") return [];
    return [{ of, value: result === "nothing" ? null : asText(steps.at(-1)?.value ?? null) }];
  });
}

/** Whether a problem ended the rule before this place, or at it. */
function cameTooFar(steps: readonly StepPreview[], at: number): boolean {
  return steps.slice(0, at + 1).some(({ issue }) => issue !== null);
}

/** A list as its items; one without any is nothing. */
function asText(value: StepPreview["value"]): string | null {
  if (value === null || typeof value === "string") return value;
  return value.length === 0 ? null : value.join(" · ");
}
