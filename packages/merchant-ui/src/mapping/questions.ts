import { MAX_NAME, MAX_TABLE } from "@karla/sync/mapping-limits";
import type { Test } from "./rule-types.ts";

/** What can be asked about a value, as it is offered. */
export const QUESTIONS = [
  "equals",
  "not_equals",
  "one_of",
  "contains",
  "starts_with",
  "ends_with",
  "empty",
  "not_empty",
  "greater",
  "less",
  "matches",
] as const satisfies Test["is"][];

/** What a value is compared with, as it is written into a field; of several one in a line. */
export function writtenOf(test: Test): string {
  switch (test.is) {
    case "empty":
    case "not_empty":
      return "";
    case "one_of":
      return test.values.join("\n");
    case "matches":
      return test.pattern;
    default:
      return String(test.value);
  }
}

/** A question with what was written. Numbers, and yes and no, are compared by how they are written. */
export function asQuestion(is: Test["is"], written: string): Test {
  switch (is) {
    case "empty":
    case "not_empty":
      return { is };
    case "one_of":
      return { is, values: linesOf(written) };
    case "matches":
      return { is, pattern: written };
    default:
      return { is, value: written };
  }
}

export function linesOf(written: string): string[] {
  const lines = written.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(0, MAX_TABLE).map((line) => line.slice(0, MAX_NAME));
}
