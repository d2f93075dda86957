import { wordsAbout } from "@karla/merchant-ui/problem-words";
import { merchantTexts } from "@karla/merchant-ui/texts";
import type { NoticedProblem } from "@karla/sync/problem-notices";
import type { FlowPayload } from "./flow-payload-of.ts";

const MAX_MEANING = 1_000;

/** A problem in the words of the app's own pages, in both languages: a workflow has no language of its own. */
export function problemPayloadOf(problem: Pick<NoticedProblem, "code" | "about" | "openedAt">): FlowPayload {
  const { code, openedAt } = problem;
  return {
    Problem: merchantTexts.en.problem[code].title,
    "Problem in German": merchantTexts.de.problem[code].title,
    Meaning: meaningOf(problem, "en"),
    "Meaning in German": meaningOf(problem, "de"),
    Code: code,
    Since: new Date(openedAt).toISOString(),
  };
}

function meaningOf({ code, about }: Pick<NoticedProblem, "code" | "about">, language: "en" | "de"): string {
  const words = new Map(Object.entries(wordsAbout({ about })));
  const { meaning } = merchantTexts[language].problem[code];
  const filled = meaning.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => words.get(name) ?? "");
  return filled
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .slice(0, MAX_MEANING)
    .toWellFormed();
}
