import { Rule } from "@karla/sync/mapping";
import { expect, test } from "vitest";
import { addRules, duplicateRule, moved, removeRule, replaceRule } from "./edit-rules.ts";
import { documentWith, rule } from "./editor.fixture.ts";
import { idOfLabel } from "./id-of-label.ts";

const document = documentWith(rule("a"), rule("b"), rule("c"));
const ids = ({ rules }: { rules: Rule[] }) => rules.map(({ id }) => id);

test("a rule moves one place, and no further than the end", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
});

test("a copy stands behind its original, under an id of its own, and is off", () => {
  const copied = duplicateRule(document, "b", "b (copy)");
  expect(ids(copied)).toEqual(["a", "b", "b-copy", "c"]);
  expect(copied.rules[2]).toEqual({ ...rule("b"), id: "b-copy", label: "b (copy)", enabled: false });
});

test("a rule is replaced and removed by its id", () => {
  expect(replaceRule(document, rule("b", { label: "New" })).rules[1]?.label).toBe("New");
  expect(ids(removeRule(document, "b"))).toEqual(["a", "c"]);
});

test("added rules get ids that no other has, also among themselves", () => {
  const added = addRules(document, [rule("a", { label: "A" }), rule("a", { label: "A" }), rule("d")]);
  expect(ids(added)).toEqual(["a", "b", "c", "a-2", "a-3", "d"]);
});

test.each([
  ["Größe & Maß", [], "groesse-mass"],
  ["Café  Crème", [], "cafe-creme"],
  ["", [], "rule"],
  ["礼物", ["rule"], "rule-2"],
  ["--A--", [], "a"],
  ["x".repeat(60), [], "x".repeat(40)],
  ["x".repeat(60), ["x".repeat(40)], `${"x".repeat(38)}-2`],
  [`${"x".repeat(39)} y`, [], "x".repeat(39)],
])("the id of “%s” beside %j is %s", (label, taken, id) => {
  expect(idOfLabel(label, taken)).toBe(id);
  expect(Rule.shape.id.safeParse(id).success).toBe(true);
});
