import { expect, test } from "vitest";
import { diffMappings } from "./diff-mappings.ts";
import { documentOf } from "./mapping.fixture.ts";

const rule = (id: string, changes: object = {}) => ({
  id,
  label: id,
  source: { from: "literal", value: "x" },
  ...changes,
});
const of = (...rules: ReturnType<typeof rule>[]) => documentOf(...rules);

test("equal documents do not differ", () => {
  expect(diffMappings(of(rule("a"), rule("b")), of(rule("a"), rule("b")))).toEqual([]);
});

test("says of a changed rule which parts are others, and by its new name", () => {
  const after = of(rule("a", { label: "new", source: { from: "literal", value: "y" } }));
  expect(diffMappings(of(rule("a")), after)).toEqual([
    { rule: "a", label: "new", change: "changed", parts: ["label", "source"] },
  ]);
});

test("what is new stands where it is, what is gone comes last under its old name", () => {
  expect(diffMappings(of(rule("a"), rule("b")), of(rule("c"), rule("b")))).toEqual([
    { rule: "c", label: "c", change: "added", parts: [] },
    { rule: "a", label: "a", change: "removed", parts: [] },
  ]);
});

test("a rule that only changed its place is said to have moved; one that others came before is not", () => {
  const moved = diffMappings(of(rule("a"), rule("b")), of(rule("b"), rule("a")));
  expect(moved.map(({ rule: id, change }) => [id, change])).toEqual([
    ["b", "moved"],
    ["a", "moved"],
  ]);
  expect(diffMappings(of(rule("a")), of(rule("new"), rule("a")))).toMatchObject([{ rule: "new", change: "added" }]);
});
