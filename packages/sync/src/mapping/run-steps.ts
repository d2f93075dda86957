import { applyTransform } from "./apply-transform.ts";
import type { Rule } from "./document.ts";
import { readSource } from "./read-source.ts";
import type { RuleScope } from "./rule-scope.ts";
import type { Step } from "./step.ts";

/**
 * Reads a rule's source and takes it through its steps, until one has an issue. Gives the last step with its place in the
 * rule; `watch` is told of each.
 */
export function runSteps(
  { source, transforms }: Pick<Rule, "source" | "transforms">,
  scope: RuleScope,
  watch: (step: Step) => void = () => {},
): { step: Step; path: string } {
  let step: Step = readSource(source, scope);
  let path = "source";
  watch(step);
  for (const [index, transform] of transforms.entries()) {
    if ("issue" in step) break;
    path = `transforms.${index}`;
    step = applyTransform(transform, step.value, scope);
    watch(step);
  }
  return { step, path };
}
