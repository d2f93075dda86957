import type { MappingDocument } from "@karla/sync/mapping";
import type { TFunction } from "i18next";
import { isolated } from "./isolated.ts";
import { nameOfRule } from "./name-of-rule.ts";

/** How a rule is spoken of in a sentence, by its id. One that is not there any more is a rule without a name. */
export function spokenRule(id: string, { rules }: MappingDocument, t: TFunction<"merchant">): string {
  const rule = rules.find((one) => one.id === id);
  return spokenLabel(rule === undefined ? "" : nameOfRule(rule, t), t);
}

/** By its label alone. */
export function spokenLabel(label: string, t: TFunction<"merchant">): string {
  const said = label.trim();
  return said === "" ? t("mapping_words.place.nameless") : t("mapping_words.place.rule", { rule: isolated(said) });
}
