import type { MappingDocument, Rule } from "./document.ts";

/** The parts of a rule that can differ. */
export const RULE_PARTS = ["label", "enabled", "source", "transforms", "target"] as const;
export type RulePart = (typeof RULE_PARTS)[number];

/** What is another one with a rule, which its id names through all versions. */
export interface MappingDifference {
  rule: string;
  /** What it is called afterwards; what it was called, where it is gone. */
  label: string;
  change: "added" | "removed" | "changed" | "moved";
  /** Of a changed rule: which parts. Empty otherwise. */
  parts: RulePart[];
}

/** How one document became the other, in the order of the second; what is gone comes last. */
export function diffMappings(before: MappingDocument, after: MappingDocument): MappingDifference[] {
  const known = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  const places = placesOf(before.rules.filter(({ id }) => kept.has(id)));
  const placesNow = placesOf(after.rules.filter(({ id }) => known.has(id)));
  const differences = after.rules.flatMap((rule): MappingDifference[] => {
    const { id, label } = rule;
    const was = known.get(id);
    if (was === undefined) return [{ rule: id, label, change: "added", parts: [] }];
    const parts = RULE_PARTS.filter((part) => JSON.stringify(was[part]) !== JSON.stringify(rule[part]));
    if (parts.length > 0) return [{ rule: id, label, change: "changed", parts }];
    return places.get(id) === placesNow.get(id) ? [] : [{ rule: id, label, change: "moved", parts: [] }];
  });
  const gone = before.rules.filter(({ id }) => !kept.has(id));
  return [...differences, ...gone.map(({ id, label }) => ({ rule: id, label, change: "removed" as const, parts: [] }))];
}

function placesOf(rules: readonly Rule[]): Map<string, number> {
  return new Map(rules.map(({ id }, place) => [id, place]));
}
