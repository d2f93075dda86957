import type { TFunction } from "i18next";
import { nameOfSource } from "./name-of-source.ts";
import { quoted, quotedAll } from "./quoted.ts";
import type { Check, Condition, Test } from "./rule-types.ts";

/** All checks of a condition: "the value contains “abo” and Note on the order is not empty". */
export function sentenceOfCondition({ match, checks }: Condition, t: TFunction<"merchant">): string {
  return checks
    .map((check) => sentenceOfTest(subjectOf(check, t), check.test, t))
    .reduce((first, second) => t(`mapping_words.step.${match}`, { first, second }));
}

/** One question about what is named, as a statement: "the entry begins with “gift:”". */
export function sentenceOfTest(what: string, test: Test, t: TFunction<"merchant">): string {
  return t(`mapping_words.test.${test.is}`, { what, value: askedFor(test, t) });
}

function subjectOf({ source }: Check, t: TFunction<"merchant">): string {
  return source.from === "value" ? t("mapping_words.test.value") : nameOfSource(source, t);
}

function askedFor(test: Test, t: TFunction<"merchant">): string {
  switch (test.is) {
    case "empty":
    case "not_empty":
      return "";
    case "one_of":
      return quotedAll(test.values, t);
    case "matches":
      return quoted(test.pattern, t);
    default:
      return quoted(test.value, t);
  }
}
