import type { Rule } from "@karla/sync/mapping";
import { expect, test } from "vitest";
import { PROPERTY, rule, targets } from "./editor.fixture.ts";
import { wholeNumber } from "./number-field.tsx";
import { addPlaceholder, removePlaceholder } from "./placeholders.ts";
import { asQuestion, linesOf, QUESTIONS, writtenOf } from "./questions.ts";
import { retargeted } from "./retargeted.ts";
import { isTwice, rowsOfTable, tableOfRows, withRow } from "./table-rows.ts";

test("a table is the same after it was written in rows", () => {
  const table = { Ja: "yes", nein: "", "": "none" };
  expect(tableOfRows(withRow(rowsOfTable(table)))).toEqual(table);
});

test("of two rows for one value the first counts, and the second is marked", () => {
  const rows = [
    { id: 0, from: "Ja", to: "1" },
    { id: 1, from: " ja", to: "2" },
    { id: 2, from: "Ja", to: "3" },
    { id: 3, from: "", to: "" },
    { id: 4, from: "", to: "" },
  ];
  expect(Object.entries(tableOfRows(rows))).toEqual([
    ["Ja", "1"],
    [" ja", "2"],
  ]);
  expect(rows.map((_, at) => isTwice(rows, at))).toEqual([false, true, true, false, false]);
});

test("a new row has an id of its own, also after others were removed", () => {
  expect(withRow([{ id: 4, from: "a", to: "b" }]).map(({ id }) => id)).toEqual([4, 5]);
});

test.each(QUESTIONS)("“%s” keeps what was written", (is) => {
  const written = is === "empty" || is === "not_empty" ? "" : "gift";
  expect(writtenOf(asQuestion(is, "gift"))).toBe(written);
});

test("of several values each has a line, and empty lines are none", () => {
  expect(linesOf("a\n\n b \n")).toEqual(["a", " b "]);
});

test("a placeholder stands at the end of the text under a name of its own", () => {
  const source = { from: "field", field: "order.note" } as const;
  const start = { from: "template", text: "Dear ", values: {} } as const;
  const once = addPlaceholder(start, source, "Gift message!");
  const twice = addPlaceholder(once, source, "gift_message");
  expect(twice.text).toBe("Dear {gift_message}{gift_message_2}");
  expect(Object.keys(twice.values)).toEqual(["gift_message", "gift_message_2"]);
  expect(addPlaceholder(start, source, "12 Größen").text).toBe("Dear {gr_en}");
  expect(addPlaceholder(start, source, "礼物").text).toBe("Dear {value}");
  expect(removePlaceholder(twice, "gift_message")).toEqual({
    ...twice,
    text: "Dear {gift_message_2}",
    values: { gift_message_2: source },
  });
});

test.each([
  ["12", 12],
  [" -3 ", null],
  ["251", null],
  ["1.5", null],
  ["1e2", null],
  ["", null],
])("%j is the number %j of 1 to 250", (written, number) => {
  expect(wholeNumber(written, 1, 250)).toBe(number);
});

test("a custom property is called as the rule is, and no other place has a name", () => {
  const gift = rule("gift", { label: "Gift", target: { path: "order.order_name" } });
  const [name, , , property] = targets;
  const to = (one: Rule, path = "") => retargeted(one, targets, path).target;
  expect(to(gift, property?.path)).toEqual({ path: property?.path, name: "Gift" });
  const named = { ...gift, target: { path: property?.path ?? "", name: "own" } };
  expect(to(named, property?.path)).toEqual(named.target);
  expect(to(named, name?.path)).toEqual({ path: name?.path });
  expect(to({ ...gift, label: " " }, property?.path)).toEqual({ path: property?.path });
});

test("what products have is joined for the order, and not for each product", () => {
  const sku = rule("sku", { source: { from: "field", field: "line.sku" }, transforms: [{ do: "join", with: ", " }] });
  const forEach = retargeted(sku, targets, "order.products[].size");
  expect(forEach.transforms).toEqual([]);
  expect(retargeted(forEach, targets, PROPERTY).transforms).toEqual(sku.transforms);
  expect(retargeted(sku, targets, "trackings[].tracking_url").transforms).toEqual(sku.transforms);
  const own = { ...sku, transforms: [{ do: "pick" as const, which: "first" as const }] };
  expect(retargeted(own, targets, "order.products[].size").transforms).toEqual(own.transforms);
});
