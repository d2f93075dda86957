import { expect, test } from "vitest";
import { targets } from "./editor.fixture.ts";
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
  const rule = { label: "Gift", target: { path: "order.order_name" } };
  const [name, , , property] = targets;
  expect(retargeted(rule, targets, property?.path ?? "")).toEqual({ path: property?.path, name: "Gift" });
  const named = { ...rule, target: { path: property?.path ?? "", name: "own" } };
  expect(retargeted(named, targets, property?.path ?? "")).toEqual(named.target);
  expect(retargeted(named, targets, name?.path ?? "")).toEqual({ path: name?.path });
  expect(retargeted({ ...rule, label: " " }, targets, property?.path ?? "")).toEqual({ path: property?.path });
});
