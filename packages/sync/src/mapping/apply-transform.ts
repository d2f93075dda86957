import { applyScalar } from "./apply-scalar.ts";
import { costOf } from "./budget.ts";
import type { Check, Condition } from "./condition.ts";
import { linearRegex } from "./linear-regex.ts";
import { literalValue } from "./read-plain-source.ts";
import { readSource } from "./read-source.ts";
import type { RuleScope } from "./rule-scope.ts";
import { issue, nothing, type Step, within } from "./step.ts";
import { testValue } from "./test-value.ts";
import type { Outcome, Transform } from "./transforms.ts";
import { type List, type Maybe, type Scalar, sizeOf, text, textOf, type Value } from "./value.ts";

type Of<Name extends Transform["do"]> = Extract<Transform, { do: Name }>;

/** One step over a value. The steps over single values do not take lists: `checkMapping` refuses such a rule. */
export function applyTransform(transform: Transform, value: Maybe<Value>, scope: RuleScope): Step {
  switch (transform.do) {
    case "condition":
      return decide(transform, value, scope);
    case "split":
      return split(transform, value, scope);
    case "join":
    case "pick":
    case "pick_nth":
    case "filter":
    case "each":
      return overList(transform, value, scope);
    default:
      if (value?.type === "list") return issue("wrong_type");
      return applyScalar(transform, value, scope);
  }
}

function split({ by }: Of<"split">, value: Maybe<Value>, { budget }: RuleScope): Step {
  if (value === null) return budget.spend(1) ? nothing : issue("out_of_budget");
  if (value.type === "list") return issue("wrong_type");
  const pieces = textOf(value)
    .split(by)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  if (!budget.spend(costOf(sizeOf(value)) + pieces.length)) return issue("out_of_budget");
  return within({ type: "list", items: pieces.map(text) });
}

function overList(
  transform: Of<"join" | "pick" | "pick_nth" | "filter" | "each">,
  value: Maybe<Value>,
  scope: RuleScope,
): Step {
  const { budget } = scope;
  if (value !== null && value.type !== "list") return issue("wrong_type", textOf(value));
  if (!budget.spend(costOf(value === null ? 0 : sizeOf(value)) + (value?.items.length ?? 0)))
    return issue("out_of_budget");
  if (value === null) return nothing;
  const { items } = value;
  switch (transform.do) {
    case "join":
      return items.length === 0 ? nothing : within(text(items.map(textOf).join(transform.with)));
    case "pick":
      return { value: (transform.which === "first" ? items[0] : items.at(-1)) ?? null };
    case "pick_nth":
      return { value: items[transform.nth - 1] ?? null };
    case "filter":
      return filter(transform, value, scope);
    case "each":
      return each(transform, value, scope);
  }
}

function filter({ test }: Of<"filter">, { items }: List, { budget }: RuleScope): Step {
  const kept: Scalar[] = [];
  for (const item of items) {
    if (!budget.spend(costOfTest(test, item))) return issue("out_of_budget");
    if (testValue(item, test)) kept.push(item);
  }
  return { value: { type: "list", items: kept } };
}

function each({ transforms }: Of<"each">, { items }: List, scope: RuleScope): Step {
  const made: Scalar[] = [];
  for (const item of items) {
    let value: Maybe<Scalar> = item;
    for (const [index, transform] of transforms.entries()) {
      const step = applyScalar(transform, value, scope);
      if ("issue" in step) return { issue: { ...step.issue, at: `transforms.${index}` } };
      value = step.value;
    }
    if (value !== null) made.push(value);
  }
  return within({ type: "list", items: made });
}

function decide({ if: condition, yes, no }: Of<"condition">, value: Maybe<Value>, scope: RuleScope): Step {
  const held = holds(condition, value, scope);
  if (typeof held === "object") return held;
  return outcomeOf(held ? yes : no, value);
}

function outcomeOf(outcome: Outcome, value: Maybe<Value>): Step {
  switch (outcome.use) {
    case "value":
      return { value };
    case "nothing":
      return nothing;
    case "literal":
      return { value: literalValue(outcome.value) };
  }
}

/** Stops at the first check that decides. What goes wrong in between is the step's own issue. */
function holds({ match, checks }: Condition, value: Maybe<Value>, scope: RuleScope): boolean | Step {
  for (const check of checks) {
    const read = valueFor(check, value, scope);
    if ("issue" in read) return read;
    if (!scope.budget.spend(costOfTest(check.test, read.value))) return issue("out_of_budget");
    const passed = testValue(read.value, check.test);
    if (passed !== (match === "all")) return passed;
  }
  return match === "all";
}

function valueFor({ source }: Check, value: Maybe<Value>, scope: RuleScope): Step {
  return source.from === "value" ? { value } : readSource(source, scope);
}

function costOfTest(test: Check["test"], value: Maybe<Value>): number {
  const characters = value === null ? 0 : sizeOf(value);
  const items = value?.type === "list" ? value.items.length : 0;
  if (test.is === "matches") return items + (linearRegex(test.pattern)?.costOf(characters) ?? 1);
  return items + costOf(characters);
}
