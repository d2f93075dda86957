import type { MappingDocument } from "@karla/sync/mapping";

/** The label of the rule that an id names. */
export function labelOfRule(id: string, { rules }: MappingDocument): string | undefined {
  return rules.find((rule) => rule.id === id)?.label;
}
