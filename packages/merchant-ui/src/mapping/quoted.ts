import type { TFunction } from "i18next";
import { isolated } from "./isolated.ts";
import type { Literal } from "./rule-types.ts";

const MOST = 3;

/** Something that was written, as it stands in a sentence: in quotation marks, and named where there is nothing to see. */
export function quoted(written: Literal, t: TFunction<"merchant">): string {
  if (typeof written === "boolean") return t(`mapping_words.quote.${written ? "yes" : "no"}`);
  const text = String(written);
  if (text === "") return t("mapping_words.quote.empty");
  if (/^ +$/.test(text)) return t("mapping_words.quote.space");
  if (/^[\r\n]+$/.test(text)) return t("mapping_words.quote.line_break");
  return t("mapping_words.quote.text", { text: isolated(text) });
}

/** The first of them, and how many more there are. */
export function quotedAll(written: readonly string[], t: TFunction<"merchant">): string {
  const values = written
    .slice(0, MOST)
    .map((one) => quoted(one, t))
    .join(", ");
  const count = written.length - MOST;
  return count > 0 ? t("mapping_words.quote.more", { values, count }) : values;
}
