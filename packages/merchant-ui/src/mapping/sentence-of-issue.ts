import type { Issue } from "@karla/sync/mapping-issue";
import type { TFunction } from "i18next";
import { isolated } from "./isolated.ts";
import { wordsOfIssue } from "./words.ts";

/** Why a rule has no value for an order, and what to do. */
export function sentenceOfIssue({ code, value }: Pick<Issue, "code" | "value">, t: TFunction<"merchant">): string {
  return t(wordsOfIssue(code), { value: isolated(value ?? "") });
}
