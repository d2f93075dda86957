import { describe, expect, test } from "vitest";
import { checkMapping } from "./check-mapping.ts";
import { documentOf, PROPERTY } from "./mapping.fixture.ts";

const note = { from: "note_attribute", name: "Gift" };
const findings = (...rules: Parameters<typeof documentOf>) =>
  checkMapping(documentOf(...rules)).map(({ rule, code, path, other }) => [rule, code, path, other]);

describe("a document is refused, with the rule and the place,", () => {
  test.each([
    ["order.external_id", "target_protected"],
    ["order.order_number", "target_protected"],
    ["order.address.zip_code", "target_protected"],
    ["order.total_order_price", "target_of_shop"],
    ["order.email_id", "target_of_shop"],
    ["id", "target_unknown"],
    ["__proto__.x", "target_unknown"],
    ["constructor.prototype.x", "target_unknown"],
  ])("for a target %s: %s", (path, code) =>
    expect(findings({ source: note, target: { path } })).toEqual([["rule-1", code, "target", null]]),
  );

  test("for a custom property without a name, and a name where none belongs", () =>
    expect(
      findings(
        { source: note, target: { path: PROPERTY } },
        { source: note, target: { path: "order.order_name", name: "x" } },
      ),
    ).toEqual([
      ["rule-1", "name_missing", "target", null],
      ["rule-2", "name_not_taken", "target", null],
    ]));

  test("for two rules that write one field, naming the other; not for lists, other names, or a rule that is off", () =>
    expect(
      findings(
        { source: note, target: { path: "order.order_name" } },
        { source: note, target: { path: "order.order_name" } },
        { source: note, target: { path: "order.order_name" }, enabled: false },
        { source: note, target: { path: "order.segments" } },
        { source: note, target: { path: "order.segments" } },
        { source: note, target: { path: PROPERTY, name: "a" } },
        { source: note, target: { path: PROPERTY, name: "b" } },
        { source: note, target: { path: PROPERTY, name: "a" } },
      ),
    ).toEqual([
      ["rule-2", "target_twice", "target", "rule-1"],
      ["rule-8", "target_twice", "target", "rule-6"],
    ]));

  test("for a list where one value belongs, and for steps that do not take what they get", () => {
    const tags = { from: "tags", of: "order" };
    expect(
      findings(
        { source: tags },
        { source: tags, transforms: [{ do: "trim" }], target: { path: PROPERTY, name: "b" } },
        { source: note, transforms: [{ do: "join", with: "," }], target: { path: PROPERTY, name: "c" } },
        { source: tags, transforms: [{ do: "join", with: "," }], target: { path: PROPERTY, name: "d" } },
        { source: tags, target: { path: "order.segments" } },
      ),
    ).toEqual([
      ["rule-1", "needs_one_value", "target", null],
      ["rule-2", "needs_one_value", "transforms.0", null],
      ["rule-3", "needs_list", "transforms.0", null],
    ]);
  });

  test("for a field of lines in a rule for the order, and not in one for products", () => {
    const sku = { from: "field", field: "line.sku" };
    expect(findings({ source: sku }, { source: sku, target: { path: "order.products[].size" } })).toEqual([
      ["rule-1", "needs_one_value", "target", null],
    ]);
  });

  test("for a condition whose two ways end in different types", () => {
    const condition = {
      do: "condition",
      if: { match: "all", checks: [{ source: { from: "value" }, test: { is: "not_empty" } }] },
      yes: { use: "value" },
      no: { use: "literal", value: true },
    };
    expect(findings({ source: note, transforms: [condition] })).toEqual([
      ["rule-1", "types_differ", "transforms.0", null],
    ]);
  });

  test("for patterns that the engine does not take, groups that are none, and zones that nobody knows", () =>
    expect(
      findings(
        { source: note, transforms: [{ do: "regex", pattern: "(", take: "match" }] },
        { source: note, transforms: [{ do: "regex", pattern: "(a)", take: 2 }], target: { path: PROPERTY, name: "b" } },
        {
          source: note,
          transforms: [{ do: "regex", pattern: "(a)\\1", take: 1 }],
          target: { path: PROPERTY, name: "c" },
        },
        {
          source: note,
          transforms: [{ do: "date", zone: "Moon/Base", show: "date" }],
          target: { path: PROPERTY, name: "d" },
        },
        {
          source: note,
          transforms: [{ do: "regex", pattern: "((a{100}){100}){100}", take: 1 }],
          target: { path: PROPERTY, name: "e" },
        },
      ),
    ).toEqual([
      ["rule-1", "pattern_not_taken", "transforms.0", null],
      ["rule-2", "no_such_group", "transforms.0", null],
      ["rule-3", "pattern_not_taken", "transforms.0", null],
      ["rule-4", "zone_unknown", "transforms.0", "Moon/Base"],
      ["rule-5", "pattern_not_taken", "transforms.0", null],
    ]));

  test("for a placeholder that stands for nothing, and for an id that is there twice", () => {
    const template = { from: "template", text: "{a} {b}", values: { a: note } };
    expect(
      findings({ id: "x", source: template }, { id: "x", source: note, target: { path: PROPERTY, name: "b" } }),
    ).toEqual([
      ["x", "placeholder_unknown", "source", "b"],
      ["x", "id_twice", "id", null],
    ]);
  });
});
