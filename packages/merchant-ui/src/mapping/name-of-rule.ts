import type { Rule } from "@karla/sync/mapping";
import type { TFunction } from "i18next";
import { nameOfTarget } from "./name-of-target.ts";

/** What the merchant calls it; without a label it goes by where its value goes. */
export function nameOfRule({ label, target }: Pick<Rule, "label" | "target">, t: TFunction<"merchant">): string {
  return label.trim() === "" ? nameOfTarget(target, t) : label;
}
