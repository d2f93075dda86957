import type { MappingPreview, RulePreview } from "@karla/sync/desk-data";
import type { Issue } from "@karla/sync/mapping-issue";
import { expect, test } from "vitest";
import { nothingFound } from "./editor.fixture.ts";
import { resultsOf, valuesAt } from "./preview-values.ts";
import { problemsAt, problemsElsewhere, problemsOfRule } from "./problems-of-rule.ts";
import { read } from "./spoken.fixture.ts";

const issue = (path: string): Issue => ({ code: "not_in_table", path, value: "red" });
const failed = (path: string) => ({ of: null, steps: [], result: issue(path) });
const problems = (more: Partial<MappingPreview>) =>
  problemsOfRule({ id: "a" }, { ...nothingFound, ...more }, (rule) => `Rule ${rule}`);

test("a finding of the rule is one of its problems, with the other rule by its name", () => {
  const [problem, ...more] = problems({
    findings: [
      { rule: "a", code: "target_twice", path: "target", other: "b" },
      { rule: "b", code: "needs_list", path: "transforms.0", other: null },
    ],
  });
  expect([problem?.kind, problem?.path, read(problem?.values.other ?? "")]).toEqual(["finding", "target", "Rule b"]);
  expect(more).toEqual([]);
});

test("what is unfinished is told apart from what is wrong", () => {
  const findings = [{ rule: "a", code: "incomplete", path: "source", other: null }] as const;
  expect(problems({ findings: [...findings] }).map(({ kind }) => kind)).toEqual(["unfinished"]);
});

test("an issue that every product has is said once", () => {
  const rules = [{ rule: "a", types: [], runs: [failed("transforms.0"), failed("transforms.0")] }];
  expect(problems({ rules }).map(({ kind, path }) => [kind, path])).toEqual([["issue", "transforms.0"]]);
});

test("where a finding says why, the issue that comes of it is not said", () => {
  const rules = [{ rule: "a", types: [], runs: [failed("target")] }];
  const findings = [{ rule: "a", code: "needs_one_value", path: "target", other: null }] as const;
  expect(problems({ rules, findings: [...findings] }).map(({ kind }) => kind)).toEqual(["finding"]);
});

test("a problem stands at its place in the rule", () => {
  const findings = ["source", "transforms.1.transforms.0", "transforms.10", "target", "id"].map((path) => ({
    rule: "a",
    code: "needs_list" as const,
    path,
    other: null,
  }));
  const all = problems({ findings });
  const paths = (place: string) => problemsAt(all, place).map(({ path }) => path);
  expect(paths("transforms.1")).toEqual(["transforms.1.transforms.0"]);
  expect(paths("source")).toEqual(["source"]);
  expect(problemsElsewhere(all).map(({ path }) => path)).toEqual(["id"]);
});

const step = (value: string | string[] | null) => ({ value, issue: null });
const preview: RulePreview = {
  rule: "a",
  types: [{ list: "text" }, "text", null],
  runs: [
    { of: "Shirt", steps: [step(["a", "b"]), step("a"), step("A")], result: "value" },
    { of: "Hat", steps: [step([]), step(null), step(null)], result: "nothing" },
    {
      of: "Scarf",
      steps: [step(["c"]), { value: null, issue: issue("transforms.0") }, step(null)],
      result: issue("transforms.0"),
    },
  ],
};

test("the value is shown at each point, up to where a problem ends the rule", () => {
  expect(valuesAt(preview, 0)).toEqual({
    type: { list: "text" },
    values: [
      { of: "Shirt", value: "a · b" },
      { of: "Hat", value: null },
      { of: "Scarf", value: "c" },
    ],
  });
  expect(valuesAt(preview, 1).values.map(({ of }) => of)).toEqual(["Shirt", "Hat"]);
  expect(valuesAt(preview, 2).values.map(({ of }) => of)).toEqual(["Shirt", "Hat"]);
  expect(valuesAt(preview, 3)).toEqual({ type: null, values: [] });
});

test("what Karla gets is the last value, or nothing", () => {
  expect(resultsOf(preview)).toEqual([
    { of: "Shirt", value: "A" },
    { of: "Hat", value: null },
  ]);
});
