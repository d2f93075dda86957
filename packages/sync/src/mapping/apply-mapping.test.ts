import { describe, expect, test } from "vitest";
import { NO_EXTRAS } from "../order/order-extras.ts";
import { sampleFulfillment, sampleLine } from "../order/sample-order.fixture.ts";
import { applyMapping } from "./apply-mapping.ts";
import { MAX_OPS } from "./limits.ts";
import { applied, documentOf, made, orderWith, PROPERTY } from "./mapping.fixture.ts";

const note = (name: string) => ({ from: "note_attribute", name });

describe("a rule", () => {
  test("sends nothing where there is nothing, and says so", () => {
    const { fields, results } = applied(documentOf({ source: note("Gift") }));
    expect(fields.properties).toEqual([]);
    expect(results).toEqual([{ rule: "rule-1", outcomes: [{ of: null, result: { outcome: "nothing" } }] }]);
  });

  test("with an issue names step and value, and keeps no other rule from being sent", () => {
    const document = documentOf(
      { source: note("a"), transforms: [{ do: "trim" }, { do: "number" }] },
      { source: note("b"), target: { path: PROPERTY, name: "b" } },
    );
    const { fields, results } = applied(document, {
      noteAttributes: [
        { name: "a", value: "x" },
        { name: "b", value: "y" },
      ],
    });
    expect(results[0]?.outcomes[0]?.result).toEqual({
      outcome: "issue",
      issue: { code: "not_a_number", path: "transforms.1", value: "x" },
    });
    expect(fields.properties).toEqual([{ name: "b", value: "y" }]);
  });

  test("that is off is not run", () => {
    expect(applied(documentOf({ source: note("a"), enabled: false })).results).toEqual([]);
  });

  test("for products runs on each line, one for parcels on each parcel", () => {
    const document = documentOf(
      { source: { from: "line_property", name: "Size" }, target: { path: "order.products[].size" } },
      {
        source: { from: "field", field: "parcel.carrier" },
        transforms: [{ do: "lookup", table: { Hausbote: "dhl" }, otherwise: "issue" }],
        target: { path: "trackings[].carrier_reference" },
      },
    );
    const order = orderWith(
      { lines: [sampleLine({ id: "1", properties: [{ name: "Size", value: "XL" }] }), sampleLine({ id: "2" })] },
      {
        fulfillments: [
          sampleFulfillment({ id: "7", carrier: "Hausbote", parcels: [{ trackingNumber: "A1", trackingUrl: null }] }),
          sampleFulfillment({ id: "8", carrier: "Fahrrad", parcels: [{ trackingNumber: "B2", trackingUrl: null }] }),
        ],
      },
    );
    const { fields, results } = applyMapping(document, order);
    expect([...fields.products]).toEqual([["1", { size: "XL" }]]);
    expect([...fields.trackings]).toEqual([["A1", { carrier_reference: "dhl" }]]);
    expect(results[1]?.outcomes.map(({ of, result }) => [of, result.outcome])).toEqual([
      ["A1", "value"],
      ["B2", "issue"],
    ]);
  });

  test("for segments adds each item of a list once, after those of the shop", () => {
    const { fields } = applied(
      documentOf(
        { source: { from: "tags", of: "order" }, target: { path: "order.segments" } },
        { source: { from: "literal", value: "b" }, target: { path: "order.segments" } },
      ),
      { tags: ["a", "b"] },
    );
    expect([...fields.segments]).toEqual(["a", "b"]);
  });

  test.each([
    ["order.expected_number_of_shipments", "0"],
    ["order.expected_number_of_shipments", "2.5"],
    ["order.weight", "-1"],
    ["order.products[].type", "thing"],
    ["order.order_name", "  "],
  ])("for %s has an issue with %j", (path, value) => {
    const { results } = applied(documentOf({ source: { from: "literal", value }, target: { path } }));
    expect(results[0]?.outcomes[0]?.result).toMatchObject({
      outcome: "issue",
      issue: { code: "not_accepted", path: "target" },
    });
  });
});

describe("sources", () => {
  test("metafields of product and variant belong to their lines; a declared type that does not fit is an issue", () => {
    const extras = {
      ...NO_EXTRAS,
      metafields: {
        ...NO_EXTRAS.metafields,
        order: [{ namespace: "custom", key: "days", type: "number_integer", value: "3" }],
        product: { "501": [{ namespace: "custom", key: "care", type: "single_line_text_field", value: "30°" }] },
      },
    };
    const field = (owner: string, key: string, type: string) => ({
      from: "metafield",
      owner,
      namespace: "custom",
      key,
      type,
    });
    const { fields, results } = applied(
      documentOf(
        { source: field("order", "days", "number") },
        { source: field("order", "days", "boolean"), target: { path: PROPERTY, name: "b" } },
        { source: field("product", "care", "text"), target: { path: "order.products[].size" } },
      ),
      {},
      extras,
    );
    expect(fields.properties).toEqual([{ name: "it", value: "3" }]);
    expect([...fields.products]).toEqual([["11", { size: "30°" }]]);
    expect(results[1]?.outcomes[0]?.result).toMatchObject({
      issue: { code: "wrong_type", path: "source", value: "3" },
    });
  });

  test("a template says its sources; braces are doubled, and other languages' tags are plain text", () => {
    const template = (text: string) => ({
      from: "template",
      text,
      values: { n: { from: "field", field: "order.number" } },
    });
    const said = (text: string) => applied(documentOf({ source: template(text) })).fields.properties[0]?.value;
    expect(said("No. {n}")).toBe("No. 1001");
    expect(said("{{n}} is {n}")).toBe("{n} is 1001");
    const liquid = "{n.length} {% raw %}";
    const evil = `{{constructor.constructor('return process')()}} $${liquid}`;
    expect(said(evil)).toBe(`{constructor.constructor('return process')()} $${liquid}`);
  });

  test("a custom field of a product is that of the variant, which is a product of its own, else of the product", () => {
    const source = { from: "custom_field", owner: "product", name: "care", type: "text" };
    const found = (product: Record<string, Record<string, unknown>>) => {
      const extras = { ...NO_EXTRAS, customFields: { ...NO_EXTRAS.customFields, product } };
      const document = documentOf({ source, target: { path: "order.products[].size" } });
      return applied(document, {}, extras).fields.products.get("11")?.size;
    };
    expect(found({ "501": { care: "hand" }, "601": { care: "machine" } })).toBe("machine");
    expect(found({ "501": { care: "hand" } })).toBe("hand");
  });

  test("names that every object has find nothing", () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      const source = { from: "custom_field", owner: "order", name, type: "text" };
      expect(applied(documentOf({ source })).results[0]?.outcomes[0]?.result).toEqual({ outcome: "nothing" });
    }
  });
});

describe("a condition", () => {
  const when = (...checks: unknown[]) => ({
    do: "condition",
    if: { match: "all", checks },
    yes: { use: "literal", value: "yes" },
    no: { use: "nothing" },
  });
  const own = (test: unknown) => ({ source: { from: "value" }, test });
  test.each([
    ["a", { is: "equals", value: " A " }, "yes"],
    ["a", { is: "not_equals", value: "A" }, null],
    [null, { is: "not_equals", value: "a" }, "yes"],
    [null, { is: "equals", value: "a" }, null],
    ["Hello", { is: "contains", value: "ELL" }, "yes"],
    ["9.5", { is: "greater", value: "10" }, null],
    ["10.01", { is: "greater", value: "10" }, "yes"],
    ["b", { is: "one_of", values: ["a", "B"] }, "yes"],
    ["x1", { is: "matches", pattern: "^x\\d$" }, "yes"],
    ["", { is: "empty" }, "yes"],
  ])("of %j that asks %j is %j", (said, test, value) => expect(made(said, when(own(test)))).toBe(value));

  test("asks about any source: amounts, instants, and lists by any of their items", () => {
    const about = (source: unknown, test: unknown) => made("x", when({ source, test }));
    const field = (name: string) => ({ from: "field", field: name });
    expect(about(field("order.total"), { is: "greater", value: "44.7" })).toBe(null);
    expect(about(field("order.total"), { is: "greater", value: "44.69" })).toBe("yes");
    expect(about(field("order.placedAt"), { is: "less", value: "2026-03-01T09:00:01Z" })).toBe("yes");
    expect(about(field("line.sku"), { is: "starts_with", value: "tea" })).toBe("yes");
  });
});

describe("the budget", () => {
  test("is exact: what an order may use it may use, and not one operation more", () => {
    // Each rule: one for the source, one for the target.
    const rules = (count: number) =>
      documentOf(
        ...Array.from({ length: count }, (_, n) => ({
          source: { from: "literal", value: "x" },
          transforms: Array.from({ length: 8 }, () => ({ do: "trim" })),
          target: { path: PROPERTY, name: `n${n}` },
        })),
      );
    const whole = applied(rules(100));
    expect([whole.ops, whole.fields.properties.length]).toEqual([MAX_OPS, 100]);
    const more = applied(rules(101));
    expect([more.ops, more.fields.properties.length]).toEqual([MAX_OPS, 100]);
    expect(more.results[100]?.outcomes[0]?.result).toMatchObject({ issue: { code: "out_of_budget", path: "source" } });
  });

  test("is used up by long texts; nothing longer than a value may be is ever built", () => {
    expect(made("x".repeat(60_000), { do: "replace", find: "x", with: "y".repeat(2_000) })).toBe("issue: too_long");
    expect(made("x".repeat(60_000), { do: "regex_replace", pattern: "x", with: "$0".repeat(1_000) })).toMatch(
      /^issue: (too_long|out_of_budget)$/,
    );
    expect(made("x,".repeat(300), { do: "split", by: "," }, { do: "join", with: "" })).toBe("issue: too_many_items");
  });
});
