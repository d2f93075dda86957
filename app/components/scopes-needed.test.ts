import type { MappingDocument, Rule } from "@karla/sync/mapping";
import { describe, expect, test } from "vitest";
import { scopesNeeded } from "./scopes-needed.ts";

const REQUIRED = ["read_orders", "read_fulfillments"];
const TEXT: Rule["source"] = { from: "literal", value: "it" };
const metafield = (owner: "order" | "customer" | "product" | "variant") =>
  ({ from: "metafield", owner, namespace: "custom", key: "it", type: "text" }) as const;

function documentOf(...rules: Partial<Rule>[]): MappingDocument {
  const target = { path: "order.order_analytics.note_attributes", name: "it" };
  const plain = { label: "", enabled: true, source: TEXT, transforms: [], target };
  return { schemaVersion: 1, rules: rules.map((rule, index) => ({ id: `rule-${index}`, ...plain, ...rule })) };
}

describe("the scopes that a document needs beyond those of every installation", () => {
  test.each([
    ["order", []],
    ["customer", ["read_customers"]],
    ["product", ["read_products"]],
    ["variant", ["read_products"]],
  ] as const)("are, for a metafield of the %s, %j", (owner, scopes) => {
    expect(scopesNeeded(documentOf({ source: metafield(owner) }), REQUIRED)).toEqual(scopes);
  });

  test("are named once each, and none that is granted", () => {
    const rules = (["variant", "customer", "product"] as const).map((owner) => ({ source: metafield(owner) }));
    expect(scopesNeeded(documentOf(...rules), REQUIRED)).toEqual(["read_customers", "read_products"]);
    expect(scopesNeeded(documentOf(...rules), [...REQUIRED, "read_products"])).toEqual(["read_customers"]);
    expect(scopesNeeded(documentOf(...rules), ["read_customers", "read_products"])).toEqual([]);
  });

  test("are none where the rule is off, or reads no metafield", () => {
    expect(scopesNeeded(documentOf({ enabled: false, source: metafield("product") }, {}), [])).toEqual([]);
    expect(scopesNeeded(documentOf(), [])).toEqual([]);
  });

  test("are those of metafields in templates and steps as well", () => {
    const template = { from: "template", text: "{it}", values: { it: metafield("customer") } } as const;
    const concat = { do: "concat", with: metafield("product"), place: "after", between: "" } as const;
    const document = documentOf({ source: template, transforms: [concat] });
    expect(scopesNeeded(document, REQUIRED)).toEqual(["read_customers", "read_products"]);
  });
});
