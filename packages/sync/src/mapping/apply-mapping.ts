import type { MappedFields } from "../order/mapped-fields.ts";
import type { Order, OrderSnapshot } from "../order/order.ts";
import { createBudget } from "./budget.ts";
import { collectFields } from "./collect-fields.ts";
import type { MappingDocument, Rule } from "./document.ts";
import type { Issue } from "./issue.ts";
import { type RuleScope, scopesFor } from "./rule-scope.ts";
import { runSteps } from "./run-steps.ts";
import { targetOf } from "./target-of.ts";
import type { Value } from "./value.ts";

/** What a rule came to for the order, or for one line or parcel of it. */
export type RuleOutcome =
  | { outcome: "value"; value: Value }
  /** There was nothing to map: nothing is sent. */
  | { outcome: "nothing" }
  | { outcome: "issue"; issue: Issue };

export interface RuleResult {
  rule: string;
  /** One for the order; for a rule of products or parcels one for each, by line id or tracking number. */
  outcomes: { of: string | null; result: RuleOutcome }[];
}

export interface AppliedMapping {
  fields: MappedFields;
  results: RuleResult[];
  /** Operations used. */
  ops: number;
}

/**
 * Runs a checked document on an order. Total: it ends within `MAX_OPS` operations and never throws, whatever order and
 * document say. A rule with an issue sends nothing, and keeps no other rule from being sent.
 */
export function applyMapping(document: MappingDocument, order: Order & { snapshot: OrderSnapshot }): AppliedMapping {
  const budget = createBudget();
  const scope: RuleScope = { order, snapshot: order.snapshot, line: null, parcel: null, budget };
  const collected = collectFields();
  const results = document.rules
    .filter(({ enabled }) => enabled)
    .map((rule): RuleResult => {
      const found = targetOf(rule.target.path);
      if ("fault" in found) return { rule: rule.id, outcomes: [{ of: null, result: refused("target") }] };
      const outcomes = scopesFor(found.target.scope, scope).map(({ of, scope: own }) => {
        const result = runRule(rule, own);
        const taken = result.outcome !== "value" || collected.take(rule.target, of, result.value);
        return { of, result: taken ? result : refused("target") };
      });
      return { rule: rule.id, outcomes };
    });
  return { fields: collected.fields, results, ops: budget.spent() };
}

function refused(path: string): RuleOutcome {
  return { outcome: "issue", issue: { code: "not_accepted", path, value: null } };
}

function runRule(rule: Rule, scope: RuleScope): RuleOutcome {
  const { step, path } = runSteps(rule, scope);
  if ("issue" in step) {
    const { code, value, at } = step.issue;
    return { outcome: "issue", issue: { code, path: at === undefined ? path : `${path}.${at}`, value } };
  }
  const { value } = step;
  if (value === null || (value.type === "list" && value.items.length === 0)) return { outcome: "nothing" };
  if (!scope.budget.spend(1)) return { outcome: "issue", issue: { ...outOfBudget, path: "target" } };
  return { outcome: "value", value };
}

const outOfBudget = { code: "out_of_budget", value: null } as const;
