import { Rule } from "@karla/sync/mapping";
import { expect, test } from "vitest";
import { everyStep, rule } from "./editor.fixture.ts";
import { gapsOfRule } from "./gaps-of-rule.ts";
import type { Source, Step } from "./rule-types.ts";

const ofSource = (source: Source) => rule("one", { source });
const ofStep = (step: Step) => rule("one", { transforms: [{ do: "trim" }, step] });
const condition = (source: Source, test: Extract<Step, { do: "filter" }>["test"]): Step => ({
  do: "condition",
  if: {
    match: "all",
    checks: [
      { source: { from: "value" }, test: { is: "empty" } },
      { source, test },
    ],
  },
  yes: { use: "value" },
  no: { use: "literal", value: "" },
});

test.each<[Rule, string[]]>([
  [ofSource({ from: "note_attribute", name: "" }), ["source.name"]],
  [
    ofSource({ from: "metafield", owner: "order", namespace: "", key: "", type: "text" }),
    ["source.namespace", "source.key"],
  ],
  [ofSource({ from: "template", text: "", values: {} }), ["source.text"]],
  [
    ofSource({ from: "template", text: "{a}", values: { a: { from: "line_property", name: "" } } }),
    ["source.values.a.name"],
  ],
  [ofStep({ do: "replace", find: "", with: "" }), ["transforms.1.find"]],
  [ofStep({ do: "split", by: "" }), ["transforms.1.by"]],
  [ofStep({ do: "regex", pattern: "", take: 1 }), ["transforms.1.pattern"]],
  [ofStep({ do: "filter", test: { is: "contains", value: "" } }), ["transforms.1.test.value"]],
  [ofStep({ do: "filter", test: { is: "one_of", values: [] } }), ["transforms.1.test.values"]],
  [ofStep({ do: "each", transforms: [{ do: "replace", find: "", with: "" }] }), ["transforms.1.transforms.0.find"]],
  [
    ofStep(condition({ from: "note_attribute", name: "" }, { is: "greater", value: "" })),
    ["transforms.1.if.checks.1.source.name", "transforms.1.if.checks.1.test.value"],
  ],
  [
    ofStep({ do: "concat", with: { from: "note_attribute", name: "" }, place: "after", between: "" }),
    ["transforms.1.with.name"],
  ],
])("%j has to be filled in at %j", (unfinished, gaps) => {
  expect(gapsOfRule(unfinished)).toEqual(gaps);
  expect(Rule.safeParse(unfinished).success).toBe(false);
});

test.each<[Rule]>([
  [ofSource({ from: "literal", value: "" })],
  [ofStep({ do: "default", value: "" })],
  [ofStep({ do: "lookup", table: { "": "", name: "", text: "" }, otherwise: "keep" })],
  [ofStep({ do: "join", with: "" })],
  [ofStep({ do: "filter", test: { is: "equals", value: "" } })],
  ...everyStep.map((step): [Rule] => [ofStep(step)]),
])("%j is whole", (whole) => {
  expect(gapsOfRule(whole)).toEqual([]);
  expect(Rule.safeParse(whole).success).toBe(true);
});
