import type { MappingPreview } from "@karla/sync/desk-data";
import type { Rule } from "@karla/sync/mapping";
import { isolated } from "./isolated.ts";
import { wordsOfFinding, wordsOfIssue } from "./words.ts";

/**
 * Something that is wrong with a rule: a finding keeps it from being saved, and so does what is unfinished; an issue is one of
 * the order that is shown.
 */
export interface RuleProblem {
  kind: "finding" | "unfinished" | "issue";
  /** Where in the rule: `source`, `transforms.2`, `target`. */
  path: string;
  /** A text, and what is filled in. */
  text: string;
  values: Record<string, string>;
}

/** Everything known to be wrong with a rule, each thing once, and an issue only where no finding says why. `nameOf` gives what another rule is called. */
export function problemsOfRule(
  { id }: Pick<Rule, "id">,
  preview: MappingPreview | null,
  nameOf: (rule: string) => string,
): RuleProblem[] {
  if (preview === null) return [];
  const findings = preview.findings
    .filter(({ rule }) => rule === id)
    .map(({ code, path, other }): RuleProblem => {
      const named = code === "target_twice" && other !== null ? nameOf(other) : (other ?? "");
      const kind = code === "incomplete" ? "unfinished" : "finding";
      return { kind, path, text: wordsOfFinding(code), values: { other: isolated(named) } };
    });
  const runs = preview.rules.find(({ rule }) => rule === id)?.runs ?? [];
  const issues = runs.flatMap(({ result }): RuleProblem[] =>
    typeof result === "string"
      ? []
      : [
          {
            kind: "issue",
            path: result.path,
            text: wordsOfIssue(result.code),
            values: { value: isolated(result.value ?? "") },
          },
        ],
  );
  const found = new Set(findings.map(({ path }) => path));
  const others = issues.filter(({ path }) => !found.has(path));
  const byWords = new Map([...findings, ...others].map((problem) => [JSON.stringify(problem), problem]));
  return [...byWords.values()];
}

/** Those of one place of the rule, and of what belongs to it. */
export function problemsAt(problems: readonly RuleProblem[], place: string): RuleProblem[] {
  return problems.filter(({ path }) => path === place || path.startsWith(`${place}.`));
}

/** Those of the rule as a whole. */
export function problemsElsewhere(problems: readonly RuleProblem[]): RuleProblem[] {
  return problems.filter(({ path }) => !/^(source|target|transforms\.\d+)(\.|$)/.test(path));
}
