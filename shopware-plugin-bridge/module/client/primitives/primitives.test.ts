import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { faultsOfHtml } from "../../../../packages/merchant-ui/src/faults-of-html.fixture.ts";
import { pageStates } from "../../../../packages/merchant-ui/src/page-states.fixture.ts";
import { renderPage } from "../../../../packages/merchant-ui/src/render-page.fixture.ts";
import { Button } from "./button.tsx";
import { primitives } from "./primitives.tsx";

// What is said was looked at with plain primitives, in both languages.
describe("drawn for the administration of Shopware", () => {
  test.each(pageStates("en"))("$name is sound and fully spoken", ({ page }) => {
    expect(faultsOfHtml(renderPage(page, "en", primitives))).toEqual([]);
  });
});

const { Link, Select, Table, TextField } = primitives;
const drawn = (element: Parameters<typeof renderPage>[0]) => renderPage(element, "en", primitives);
const nothing = () => {};

/** What becomes of a press of this button. */
function pressed(props: { busy?: boolean; disabled?: boolean }): { done: number; prevented: number } {
  const seen = { done: 0, prevented: 0 };
  const { props: button } = Button({ label: "Save", onPress: () => seen.done++, ...props });
  button.onClick({ preventDefault: () => seen.prevented++ });
  return seen;
}

test("a button that rests does nothing, also not for its form, and can still be come to with the keyboard", () => {
  expect(pressed({})).toEqual({ done: 1, prevented: 0 });
  expect(pressed({ busy: true })).toEqual({ done: 0, prevented: 1 });
  expect(pressed({ disabled: true })).toEqual({ done: 0, prevented: 1 });
  const html = drawn(createElement(Button, { label: "Save", submit: true, busy: true }));
  expect(html).toContain('aria-disabled="true" aria-busy="true"');
  expect(html).not.toContain(" disabled");
});

test("what is outside of the module opens in a tab of its own, its own pages do not", () => {
  const outside = { href: "https://shop.example.com/admin#/sw/order", children: "#1001" };
  const inside = { href: "#/import", children: "Import" };
  const order = drawn(createElement(Link, outside));
  expect(order).toContain('target="_blank" rel="noopener"');
  expect(drawn(createElement(Link, inside))).toBe('<a href="#/import">Import</a>');
});

test("what is wrong with a field is read before what helps with it", () => {
  const field = { name: "slug", label: "Name", value: "", onChange: nothing, autoComplete: "off" } as const;
  const html = drawn(createElement(TextField, { ...field, help: "As in the address.", error: "Nobody knows it." }));
  expect(html).toContain('aria-invalid="true" aria-describedby="slug-error slug-help"');
});

test("choices of a group stand under its name", () => {
  const options = [
    { value: "a", label: "All" },
    { value: "b", label: "Number", group: "Order" },
    { value: "c", label: "Note", group: "Order" },
  ];
  const html = drawn(createElement(Select, { name: "field", label: "Field", value: "a", options, onChange: nothing }));
  expect(html).toContain(
    '<option value="a" selected="">All</option><optgroup label="Order"><option value="b">Number</option><option value="c">',
  );
});

test("a number in a table brings its title along, for where the table's head is not seen", () => {
  const columns = [
    { id: "day", title: "Day" },
    { id: "missing", title: "Missing", isFigure: true },
  ];
  const rows = [{ id: "1", cells: ["Monday", "3"] }];
  const html = drawn(createElement(Table, { caption: "Days", columns, rows }));
  expect(html).toContain('<td class="karla-figure" data-title="Missing">3</td>');
});
