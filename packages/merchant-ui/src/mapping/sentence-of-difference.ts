import type { MappingDifference } from "@karla/sync/diff-mappings";
import type { TFunction } from "i18next";
import { spokenLabel } from "./spoken-rule.ts";

/** What is another one with a rule: "Changed: rule “Gift message” (steps, name)". */
export function sentenceOfDifference({ change, label, parts }: MappingDifference, t: TFunction<"merchant">): string {
  const rule = spokenLabel(label, t);
  const named = parts.map((part) => t(`mapping_words.versions.part.${part}`)).join(", ");
  return t(`mapping_words.versions.difference.${change}`, { rule, parts: named });
}
