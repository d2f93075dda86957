import { type MappingDocument, SCHEMA_VERSION } from "@karla/sync/mapping";
import { expect, test } from "vitest";
import { ruleFor } from "./desk.fixture.ts";
import { sentencesOfIssues } from "./sentences-of-issues.ts";
import { read, speaker } from "./spoken.fixture.ts";

const document: MappingDocument = {
  schemaVersion: SCHEMA_VERSION,
  rules: [
    ruleFor("date", "Delivery date", { path: "order.order_analytics.note_attributes", name: "date" }),
    ruleFor("nameless", " ", { path: "order.order_name" }),
    ruleFor("weight", "Weight", { path: "order.products[].weight" }),
    ruleFor("carrier", "Carrier", { path: "trackings[].carrier_reference" }),
  ],
};
const issue = (rule: string, path: string, of: string | null = null) =>
  ({ rule, path, of, code: "not_accepted", value: null }) as const;
const starts = (...issues: ReturnType<typeof issue>[]) =>
  sentencesOfIssues(issues, document, speaker("en")).map((said) => read(said).replace(/: Karla does not .*\./, ":"));

test.each([
  ["transforms.1", "In rule “Delivery date”, step 2:"],
  ["transforms.0.transforms.2", "In rule “Delivery date”, step 1, within it step 3:"],
  ["transforms.0.if.checks.1", "In rule “Delivery date”, step 1:"],
  ["source", "In rule “Delivery date”, where the value comes from:"],
  ["target", "In rule “Delivery date”, where the value goes:"],
  ["of_a_later_version", "In rule “Delivery date”:"],
])("an issue at %s is said with its place", (path, said) => {
  expect(starts(issue("date", path))).toEqual([said]);
});

test("a rule without a label goes by where its value goes, and one that is not there any more has no name", () => {
  expect(starts(issue("nameless", "transforms.0"))).toEqual(["In rule “Order name”, step 1:"]);
  expect(starts(issue("gone", "transforms.0"))).toEqual(["In a rule without a name, step 1:"]);
});

test("what is the same for several products is said once", () => {
  const issues = ["1", "2", "3"].map((of) => issue("weight", "target", of));
  expect(starts(...issues)).toEqual(["In rule “Weight”, where the value goes: (For 3 products)"]);
  expect(starts(issue("weight", "target", "1"))).toEqual(["In rule “Weight”, where the value goes: (For 1 product)"]);
});

test("a parcel is called by its number", () => {
  expect(starts(issue("carrier", "target", "00340434"), issue("carrier", "target", "JD0001"))).toEqual([
    "In rule “Carrier”, where the value goes: (Parcel 00340434)",
    "In rule “Carrier”, where the value goes: (Parcel JD0001)",
  ]);
});

test("the value in question is named", () => {
  const placed = { rule: "date", path: "transforms.0", of: null, code: "not_a_date", value: "soon" } as const;
  expect(sentencesOfIssues([placed], document, speaker("en")).map(read)).toEqual([
    "In rule “Delivery date”, step 1: “soon” cannot be read as a date. Choose how the date is written in your orders.",
  ]);
});
