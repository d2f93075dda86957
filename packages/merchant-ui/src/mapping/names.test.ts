import { TARGETS } from "@karla/api/targets";
import { SOURCE_FIELDS } from "@karla/sync/source-fields";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../render-page.fixture.ts";
import { nameOfField, nameOfSource } from "./name-of-source.ts";
import { nameOfTarget, nameOfTargetPath } from "./name-of-target.ts";
import { nameOfType } from "./name-of-type.ts";
import type { Source, SourceField, ValueType } from "./rule-types.ts";
import { read, SPOKEN, speaker, withoutData } from "./spoken.fixture.ts";

const FIELDS = Object.keys(SOURCE_FIELDS) as SourceField[];
const PATHS = TARGETS.filter(({ mapping }) => mapping !== null).map(({ path }) => path);
const SCALARS = ["text", "number", "money", "boolean", "instant"] as const;
const TYPES: ValueType[] = [...SCALARS, ...SCALARS.map((list) => ({ list }))];
const SOURCES: [Source, string][] = [
  [{ from: "field", field: "order.number" }, "Order number"],
  [{ from: "note_attribute", name: "Gift" }, "Additional detail “Gift”"],
  [{ from: "line_property", name: "Engraving" }, "Product detail “Engraving”"],
  [{ from: "tags", of: "order" }, "Tags of the order"],
  [{ from: "tags", of: "customer" }, "Tags of the customer"],
  [metafield("order"), "Metafield “custom.gift” of the order"],
  [metafield("customer"), "Metafield “custom.gift” of the customer"],
  [metafield("product"), "Metafield “custom.gift” of the product"],
  [metafield("variant"), "Metafield “custom.gift” of the variant"],
  [customField("order"), "Custom field “gift” of the order"],
  [customField("customer"), "Custom field “gift” of the customer"],
  [customField("product"), "Custom field “gift” of the product"],
  [customField("line"), "Custom field “gift” of the product in the order"],
  [{ from: "literal", value: "B2B" }, "Always “B2B”"],
  [{ from: "literal", value: true }, "Always yes"],
  [{ from: "literal", value: "" }, "Always (empty text)"],
  [{ from: "template", text: "Dear {name}", values: {} }, "Text “Dear {name}”"],
];

function metafield(owner: Extract<Source, { from: "metafield" }>["owner"]): Source {
  return { from: "metafield", owner, namespace: "custom", key: "gift", type: "text" };
}
function customField(owner: Extract<Source, { from: "custom_field" }>["owner"]): Source {
  return { from: "custom_field", owner, name: "gift", type: "text" };
}

describe.each(LANGUAGES)("in %s", (language) => {
  const t = speaker(language);
  const all = {
    field: FIELDS.map((field) => nameOfField(field, t)),
    target: PATHS.map((path) => nameOfTargetPath(path, t)),
    type: TYPES.map((type) => nameOfType(type, t)),
    source: SOURCES.map(([source]) => nameOfSource(source, t)),
  };

  test.each(Object.entries(all))("every %s has a name, and none has that of another", (_, names) => {
    for (const name of names) expect(withoutData(name)).toMatch(SPOKEN);
    expect(new Set(names).size).toBe(names.length);
  });

  test("no place at Karla that a rule can fill has the general name", () => {
    expect(all.target).not.toContain(nameOfTargetPath("order.of_a_later_version", t));
  });
});

test.each(SOURCES)("%j is called %s", (source, name) => {
  expect(read(nameOfSource(source, speaker("en")))).toBe(name);
});

test("a custom property is called by the name that the merchant gave it, as long as it has one", () => {
  const path = "order.order_analytics.note_attributes";
  expect(read(nameOfTarget({ path, name: "gift" }, speaker("en")))).toBe("Custom property “gift”");
  expect(nameOfTarget({ path }, speaker("en"))).toBe("Custom property");
});

test("a place of which nothing is known is still named in words", () => {
  expect(nameOfTarget({ path: "order.of_a_later_version" }, speaker("en"))).toBe("Another part of the order");
});

test("a name from the shop cannot turn a sentence around, nor break out of its place", () => {
  expect(nameOfSource({ from: "note_attribute", name: "\u202egift\u2069" }, speaker("en"))).toBe(
    "Additional detail “\u2068gift\u2069”",
  );
});

test("a name that looks like a placeholder or another text stays what it is", () => {
  const name = "{{name}} $t(home.title)";
  expect(read(nameOfSource({ from: "note_attribute", name }, speaker("en")))).toBe(`Additional detail “${name}”`);
});
