import { expect, test } from "vitest";
import { documentOf } from "./mapping.fixture.ts";
import { notOnPlatform } from "./not-on-platform.ts";

const note = { from: "note_attribute", name: "Gift" };
const custom = { from: "custom_field", owner: "order", name: "gift", type: "text" };
const field = { from: "field", field: "order.note" };

test("what a platform does not have is named by rule and place, also in steps and templates", () => {
  const document = documentOf(
    { source: note },
    { source: field, transforms: [{ do: "concat", with: custom, place: "after", between: "" }] },
    { source: { from: "template", text: "{a}{b}", values: { a: note, b: custom } } },
    { source: field },
  );
  expect(notOnPlatform(document, "shopify")).toEqual([
    { rule: "rule-2", path: "transforms.0.with", from: "custom_field" },
    { rule: "rule-3", path: "source", from: "custom_field" },
  ]);
  expect(notOnPlatform(document, "shopware")).toEqual([
    { rule: "rule-1", path: "source", from: "note_attribute" },
    { rule: "rule-3", path: "source", from: "note_attribute" },
  ]);
});
