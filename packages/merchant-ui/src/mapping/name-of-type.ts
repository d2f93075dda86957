import type { TFunction } from "i18next";
import type { ValueType } from "./rule-types.ts";

/** What kind of value it is, in plain words. */
export function nameOfType(type: ValueType, t: TFunction<"merchant">): string {
  return typeof type === "string" ? t(`mapping_words.type.${type}`) : t(`mapping_words.type.list.${type.list}`);
}
