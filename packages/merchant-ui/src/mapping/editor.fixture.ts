import type { MappingOverview, MappingPreview } from "@karla/sync/desk-data";
import type { MappingDocument, Rule } from "@karla/sync/mapping";
import { overview, ready } from "./desk.fixture.ts";
import { discovered } from "./discovered.fixture.ts";
import type { ReadyMapping } from "./ready-mapping.ts";
import type { Step } from "./rule-types.ts";

/** What the editor is given, in a shop whose orders carry something. */

export const PROPERTY = "order.order_analytics.note_attributes";

export const fields: MappingOverview["fields"] = [
  { field: "order.note", type: "text", scope: "order" },
  { field: "order.total", type: "money", scope: "order" },
  { field: "order.discountCodes", type: { list: "text" }, scope: "order" },
  { field: "customer.email", type: "text", scope: "order" },
  { field: "company.id", type: "text", scope: "order" },
  { field: "shippingAddress.city", type: "text", scope: "order" },
  { field: "billingAddress.city", type: "text", scope: "order" },
  { field: "line.sku", type: "text", scope: "line" },
  { field: "parcel.carrier", type: "text", scope: "parcel" },
];

export const targets: MappingOverview["targets"] = [
  { path: "order.order_name", mapping: "set", type: "text", scope: "order" },
  { path: "order.segments", mapping: "append", type: "list", scope: "order" },
  { path: "order.order_analytics.campaign_code", mapping: "set", type: "text", scope: "order" },
  { path: PROPERTY, mapping: "named", type: "list", scope: "order" },
  { path: "order.products[].size", mapping: "set", type: "text", scope: "line" },
  { path: "trackings[].tracking_url", mapping: "set", type: "text", scope: "parcel" },
];

export const found: MappingOverview["discovered"] = [
  discovered(
    { from: "note_attribute", name: "Gift message" },
    { share: 0.82, examples: ["Al… (12)", "Happy birthday"] },
  ),
  discovered({ from: "line_property", name: "Engraving" }, { share: 0.004 }),
  discovered({ from: "tags", of: "order" }, { prefix: "campaign:", examples: ["spring"] }),
  discovered({ from: "tags", of: "customer" }, { tag: "VIP" }),
  discovered({ from: "metafield", owner: "order", namespace: "custom", key: "wish", type: "text" }),
];

export function rule(id: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    label: id,
    enabled: true,
    source: { from: "note_attribute", name: "Gift message" },
    transforms: [],
    target: { path: PROPERTY, name: id },
    ...more,
  };
}

export const documentWith = (...rules: Rule[]): MappingDocument => ({ schemaVersion: 1, rules });

/** A shop with these rules saved, and nothing published. */
export function shopWith(document: MappingDocument, more: Partial<ReadyMapping> = {}): ReadyMapping {
  return {
    ...ready,
    overview: {
      ...overview,
      draft: { ...overview.draft, document },
      published: null,
      fields,
      targets,
      discovered: found,
      samples: [
        { id: "2", name: "#1002" },
        { id: "1", name: "#1001" },
      ],
    },
    ...more,
  };
}

/** One step of every kind. */
export const everyStep: Step[] = [
  { do: "lookup", table: { yes: "Gift", no: "" }, otherwise: "issue" },
  { do: "default", value: "none" },
  { do: "default", value: 3 },
  { do: "default", value: true },
  { do: "replace", find: "a", with: "" },
  { do: "concat", with: { from: "field", field: "order.note" }, place: "after", between: " " },
  { do: "case", to: "title" },
  { do: "trim" },
  { do: "slug" },
  { do: "number", decimalMark: ",", decimals: 2 },
  { do: "money", currency: "order" },
  { do: "money", currency: "XAF" },
  { do: "date", read: "d.m.y", zone: "Europe/Berlin", show: "date_de" },
  { do: "join", with: ", " },
  { do: "pick", which: "last" },
  { do: "pick_nth", nth: 3 },
  { do: "filter", test: { is: "one_of", values: ["a", "b"] } },
  { do: "filter", test: { is: "matches", pattern: "^a" } },
  { do: "filter", test: { is: "not_empty" } },
  { do: "each", transforms: [{ do: "trim" }, { do: "case", to: "upper" }] },
  { do: "split", by: "," },
  {
    do: "condition",
    if: { match: "any", checks: [{ source: { from: "value" }, test: { is: "contains", value: "gift" } }] },
    yes: { use: "value" },
    no: { use: "nothing" },
  },
  {
    do: "condition",
    if: {
      match: "all",
      checks: [
        { source: { from: "field", field: "order.total" }, test: { is: "greater", value: "100" } },
        { source: { from: "template", text: "{note}", values: {} }, test: { is: "equals", value: 1 } },
      ],
    },
    yes: { use: "literal", value: "large" },
    no: { use: "literal", value: false },
  },
  { do: "regex", pattern: "[0-9]+", take: 1 },
  { do: "regex_replace", pattern: "[0-9]+", with: "#" },
  { do: "hash", salt: "" },
];

export const nothingFound: MappingPreview = { findings: [], order: { id: "2", name: "#1002" }, rules: [] };
