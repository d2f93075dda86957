import { expect, test } from "vitest";
import { readNumbersAsText } from "../proof/read-numbers-as-text.ts";
import { compareUpsert } from "./compare-upsert.ts";
import { ORDER_BODY, UPSERT } from "./order-body.fixture.ts";
import { fieldsOf } from "./read-body.ts";

function rulesBroken(upsert: string, changes: object = {}): string[] {
  const body = fieldsOf(readNumbersAsText(JSON.stringify({ ...ORDER_BODY, ...changes }))) ?? {};
  const order = fieldsOf(fieldsOf(readNumbersAsText(upsert))?.order) ?? {};
  return compareUpsert(body, order).map(({ rule }) => rule);
}

test("what the body says is found in the request, whatever zeros an amount is written with", () => {
  expect(rulesBroken(UPSERT)).toEqual([]);
});

test.each([
  ["money", "14.50", "14.49"],
  ["money", "14.50", "14"],
  ["money", '"sub_total_price":10.5,', ""],
  ["money", "5.250", "5.2500000000000001"],
  ["money", '"shipping_price":4', '"shipping_price":5'],
  ["currency", "EUR", "USD"],
  ["lines", '"quantity":2', '"quantity":1'],
  ["lines", '"title":"Pot"', '"title":"Pan"'],
  ["fields", "10115", "10116"],
  ["fields", "petra@example.com", "paul@example.com"],
  ["note_attributes", '"value":"no"', '"value":"yes"'],
  ["note_attributes", '[{"name":"gift","value":"no"}]', "[]"],
  ["note_attributes", '[{"name":"gift","value":"no"}]', '[{"name":"gift","value":"no"},{"name":"x","value":""}]'],
  ["landing_site", '"landing_site_ref":"a b"', '"landing_site_ref":"a"'],
])("%s: %s is not %s", (rule, right, wrong) => {
  expect(rulesBroken(UPSERT.replace(right, wrong))).toEqual([rule]);
});

test("a line of which nothing is left and nothing was sent is no line of the order", () => {
  const lines = [...ORDER_BODY.line_items, { id: 6, title: "Pan", quantity: 1, current_quantity: 0, price: "1.00" }];
  expect(rulesBroken(UPSERT, { line_items: lines })).toEqual([]);
  const fulfillments = [{ status: "success", line_items: [{ id: 6, quantity: 1 }] }];
  expect(rulesBroken(UPSERT, { line_items: lines, fulfillments })).toEqual(["lines"]);
});

test("the values of attributes are told as text", () => {
  const note_attributes = [{ name: "gift", value: { a: [1, null] } }];
  const told = UPSERT.replace('"value":"no"', '"value":"{\\"a\\":[1,null]}"');
  expect(rulesBroken(told, { note_attributes })).toEqual([]);
  expect(rulesBroken(told, { note_attributes: [{ name: "gift", value: { a: [2, null] } }] })).toEqual([
    "note_attributes",
  ]);
});

test("without a stated sum, shipping is what the lines that are left add up to", () => {
  const shipping_lines = [{ price: "3.995" }, { price: "0.005" }, { price: "9.00", is_removed: true }];
  expect(rulesBroken(UPSERT, { total_shipping_price_set: null, shipping_lines })).toEqual([]);
});
