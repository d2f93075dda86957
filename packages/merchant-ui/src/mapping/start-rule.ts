import type { MappingOverview } from "@karla/sync/desk-data";
import type { MappingDocument, Rule } from "@karla/sync/mapping";
import { MAX_NAME } from "@karla/sync/mapping-limits";
import { idOfLabel } from "./id-of-label.ts";
import { type SourceStart, stepsIn } from "./start-of-source.ts";

type Targets = MappingOverview["targets"];

/** A rule that sends what was chosen as a custom property of its name. */
export function startRule(
  document: MappingDocument,
  targets: Targets,
  { label, start }: { label: string; start: SourceStart },
): Rule {
  const short = label.slice(0, MAX_NAME);
  return {
    id: idOfLabel(
      short,
      document.rules.map(({ id }) => id),
    ),
    label: short,
    enabled: true,
    source: start.source,
    transforms: start.steps,
    target: startTarget(document, targets, start.name),
  };
}

/** The rule with another source. What the merchant has set is kept. */
export function withSource(
  rule: Rule,
  targets: Targets,
  { label, start }: { label: string; start: SourceStart },
): Rule {
  const scope = targets.find(({ path }) => path === rule.target.path)?.scope ?? "order";
  return {
    ...rule,
    label: rule.label === "" ? label.slice(0, MAX_NAME) : rule.label,
    source: start.source,
    transforms: rule.transforms.length === 0 ? stepsIn(scope, start.source, start.steps) : rule.transforms,
  };
}

function startTarget({ rules }: MappingDocument, targets: Targets, name: string): Rule["target"] {
  const named = targets.find(({ mapping }) => mapping === "named");
  if (named === undefined) return { path: targets[0]?.path ?? "order.order_name" };
  const taken = rules.flatMap(({ target }) => (target.path === named.path ? [target.name] : []));
  const free = name === "" ? "" : freeName(name.slice(0, MAX_NAME - 4), taken);
  return free === "" ? { path: named.path } : { path: named.path, name: free };
}

function freeName(name: string, taken: readonly (string | undefined)[]): string {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name} ${number}`;
    if (!taken.includes(free)) return free;
  }
}
