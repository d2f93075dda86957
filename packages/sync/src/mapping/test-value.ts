import { compareInstants } from "../order/compare-instants.ts";
import { compareDecimals } from "../order/money.ts";
import type { Test } from "./condition.ts";
import { folded, foldedSet } from "./folded-table.ts";
import { linearRegex } from "./linear-regex.ts";
import { literalValue } from "./read-plain-source.ts";
import { type Maybe, type Scalar, textOf, type Value } from "./value.ts";

/** Whether a value passes. What cannot be compared does not pass; nothing equals nothing but emptiness. */
export function testValue(value: Maybe<Value>, test: Test): boolean {
  if (test.is === "empty") return isEmpty(value);
  if (test.is === "not_empty") return !isEmpty(value);
  if (test.is === "not_equals") return !testValue(value, { is: "equals", value: test.value });
  if (value === null) return false;
  return value.type === "list" ? value.items.some((item) => testScalar(item, test)) : testScalar(value, test);
}

export function isEmpty(value: Maybe<Value>): boolean {
  if (value === null) return true;
  return value.type === "list" ? value.items.length === 0 : textOf(value).trim() === "";
}

type ScalarTest = Exclude<Test, { is: "empty" | "not_empty" | "not_equals" }>;

function testScalar(value: Scalar, test: ScalarTest): boolean {
  const said = folded(textOf(value));
  switch (test.is) {
    case "equals":
      return value.type === "number" || value.type === "money"
        ? compared(value, textOf(literalValue(test.value))) === 0
        : said === folded(String(test.value));
    case "contains":
      return said.includes(folded(test.value));
    case "starts_with":
      return said.startsWith(folded(test.value));
    case "ends_with":
      return said.endsWith(folded(test.value));
    case "one_of":
      return foldedSet(test.values).has(said);
    case "greater":
      return (compared(value, test.value) ?? 0) > 0;
    case "less":
      return (compared(value, test.value) ?? 0) < 0;
    case "matches":
      return linearRegex(test.pattern)?.test(textOf(value)) ?? false;
  }
}

/** Null for what has no order, or for another kind of thing. */
function compared(value: Scalar, with_: string): number | null {
  switch (value.type) {
    case "number":
      return compareDecimals(value.number, with_.trim());
    case "money":
      return compareDecimals(value.amount, with_.trim());
    case "text":
      return compareDecimals(value.text.trim(), with_.trim());
    case "instant":
      return Number.isNaN(Date.parse(with_)) ? null : compareInstants(value.at, with_);
    case "boolean":
      return null;
  }
}
