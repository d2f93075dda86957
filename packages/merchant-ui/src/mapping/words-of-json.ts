import type { TFunction } from "i18next";
import { shortened } from "./shortened.ts";

const SHOWN = 200;

/** A value of what Karla gets, as the merchant reads it. What is not there, and what is empty, is nothing. */
export function wordsOfJson(json: string | null, t: TFunction<"merchant">): string {
  const said = json === null ? "" : textOf(json, t);
  return said.trim() === "" ? t("mapping_words.trial.nothing") : shortened(said, SHOWN);
}

/** Numbers keep the digits that they are sent with. */
function textOf(json: string, t: TFunction<"merchant">): string {
  const value: unknown = JSON.parse(json);
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return t(`mapping_words.quote.${value ? "yes" : "no"}`);
  if (Array.isArray(value)) return value.map((item) => textOf(JSON.stringify(item), t)).join(", ");
  return value === null ? "" : json;
}
