import { applyMapping } from "../mapping/apply-mapping.ts";
import { createBudget } from "../mapping/budget.ts";
import type { MappingDocument, Rule } from "../mapping/document.ts";
import { type RuleScope, scopesFor } from "../mapping/rule-scope.ts";
import { runSteps } from "../mapping/run-steps.ts";
import type { Step } from "../mapping/step.ts";
import { targetOf } from "../mapping/target-of.ts";
import { typesAlong } from "../mapping/types-along.ts";
import { textOf, type Value } from "../mapping/value.ts";
import type { Order, OrderSnapshot } from "../order/order.ts";
import type { RulePreview, StepPreview } from "./desk-data.ts";

const MAX_RUNS = 5;
const MAX_SHOWN = 200;

/** Each rule on one order, step by step; without an order its types alone. Rules that are off are shown as if they were on. */
export function previewRules(document: MappingDocument, order: Order | null): RulePreview[] {
  const on = { ...document, rules: document.rules.map((rule) => ({ ...rule, enabled: true })) };
  const sample = order !== null && order.snapshot !== null ? { ...order, snapshot: order.snapshot } : null;
  const results = new Map(
    sample === null ? [] : applyMapping(on, sample).results.map(({ rule, outcomes }) => [rule, outcomes]),
  );
  return on.rules.map((rule) => {
    const types = typesOf(rule);
    if (sample === null) return { rule: rule.id, types, runs: [] };
    const runs = scopesOf(rule, sample)
      .slice(0, MAX_RUNS)
      .map(({ of, scope }) => {
        const outcome = results.get(rule.id)?.find((each) => each.of === of)?.result ?? { outcome: "nothing" as const };
        return {
          of: scope.line === null ? of : scope.line.title,
          steps: stepsOf(rule, scope),
          result: outcome.outcome === "issue" ? outcome.issue : outcome.outcome,
        };
      });
    return { rule: rule.id, types, runs };
  });
}

function typesOf(rule: Rule): RulePreview["types"] {
  const { types } = typesAlong(rule, scopeOfTarget(rule));
  return Array.from({ length: rule.transforms.length + 1 }, (_, index) => types[index] ?? null);
}

/** A rule that does not say yet where its value goes is one for the order. */
function scopeOfTarget({ target }: Rule) {
  const found = targetOf(target.path);
  return "fault" in found ? "order" : found.target.scope;
}

function scopesOf(rule: Rule, order: Order & { snapshot: OrderSnapshot }) {
  const base: RuleScope = { order, snapshot: order.snapshot, line: null, parcel: null, budget: createBudget() };
  return scopesFor(scopeOfTarget(rule), base);
}

/** With a budget of its own: what other rules used up is said in the result. */
function stepsOf(rule: Rule, scope: RuleScope): StepPreview[] {
  const steps: StepPreview[] = [];
  const { path } = runSteps(rule, { ...scope, budget: createBudget() }, (step) => steps.push(shownStep(step, "")));
  const last = steps.at(-1);
  if (last?.issue) last.issue = { ...last.issue, path };
  const missing = rule.transforms.length + 1 - steps.length;
  return [...steps, ...Array.from({ length: missing }, () => ({ value: null, issue: null }))];
}

function shownStep(step: Step, path: string): StepPreview {
  if ("issue" in step) return { value: null, issue: { code: step.issue.code, path, value: step.issue.value } };
  return { value: step.value === null ? null : shownValue(step.value), issue: null };
}

function shownValue(value: Value): string | string[] {
  return value.type === "list" ? value.items.map((item) => cut(textOf(item))) : cut(textOf(value));
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
