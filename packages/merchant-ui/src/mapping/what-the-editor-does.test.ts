import type { MappingDocument } from "@karla/sync/mapping";
import { createElement } from "react";
import { expect, test } from "vitest";
import { renderPage } from "../render-page.fixture.ts";
import { controlsOf } from "./controls.fixture.ts";
import type { MappingActions, MappingAnswer } from "./data.ts";
import { mappingActions } from "./desk.fixture.ts";
import { documentWith, PROPERTY, rule, shopWith } from "./editor.fixture.ts";
import { MappingPage } from "./mapping-page.tsx";
import type { ReadyMapping } from "./ready-mapping.ts";
import { RuleList } from "./rule-list.tsx";

const [a, b] = [rule("a", { label: "A" }), rule("b", { label: "B" })];
const document = documentWith(a, b);
const changed = documentWith(a);
const changedNow: MappingAnswer = { outcome: "read_file", document: changed, elsewhere: [], findings: [] };

/** What was asked for, as the name of the action and what it was given. */
function pageOf(data: ReadyMapping) {
  const asked: unknown[][] = [];
  const note =
    (name: string) =>
    (...given: unknown[]) =>
      asked.push([name, ...given]);
  const actions: MappingActions = {
    ...mappingActions,
    onSave: note("save"),
    onPublish: note("publish"),
    onExport: note("export"),
  };
  return { asked, page: createElement(MappingPage, { data, actions }) };
}

test("changes are saved as made from the draft that they were begun from", () => {
  const { asked, page } = pageOf(shopWith(document, { answer: changedNow }));
  controlsOf(page).buttons.get("Save")?.onAction();
  expect(asked).toEqual([["save", changed, 7]]);
});

test("what is not saved cannot be published, what is saved and not in use can", () => {
  const unsaved = pageOf(shopWith(document, { answer: changedNow }));
  expect(controlsOf(unsaved.page).buttons.has("Publish")).toBe(false);
  const { asked, page } = pageOf(shopWith(document));
  const { buttons } = controlsOf(page);
  expect(buttons.has("Save")).toBe(false);
  buttons.get("Publish")?.onAction();
  expect(asked).toEqual([["publish", 7, false]]);
});

test("what is in use has nothing to publish", () => {
  const shop = shopWith(document);
  const inUse = { ...shop, overview: { ...shop.overview, published: { version: 2, document } } };
  expect(controlsOf(pageOf(inUse).page).buttons.has("Publish")).toBe(false);
});

test("what is exported is what is shown, saved or not", () => {
  const { asked, page } = pageOf(shopWith(document, { answer: changedNow }));
  controlsOf(page).buttons.get("Export to a file")?.onAction();
  expect(asked).toEqual([["export", changed]]);
});

test("while something is under way nothing else can be pressed", () => {
  const { page } = pageOf(shopWith(document, { answer: changedNow, busy: "save" }));
  const { buttons } = controlsOf(page);
  expect(["Save", "Discard"].map((name) => buttons.get(name)?.disabled)).toEqual([true, true]);
  expect(buttons.get("Save")?.busy).toBe(true);
});

test("an order can be chosen to look at, the newest at first", () => {
  const { fields } = controlsOf(pageOf(shopWith(document)).page);
  expect(fields.get("Shown for this order")?.value).toBe("2");
});

function listOf(rules: MappingDocument) {
  const results: MappingDocument[] = [];
  const said: string[] = [];
  const opened: string[] = [];
  const list = createElement(RuleList, {
    data: shopWith(rules),
    document: rules,
    orderId: null,
    onOrder: () => {},
    onChange: (one: MappingDocument) => results.push(one),
    onOpen: (id: string) => opened.push(id),
    onSaid: (text: string) => said.push(text),
  });
  return { ...controlsOf(list), results, said, opened };
}

test.each([
  ["Move down: A", documentWith(b, a), "A is now number 2 of 2."],
  ["Move up: B", documentWith(b, a), "B is now number 1 of 2."],
  ["Remove: A", documentWith(b), "A was removed."],
  [
    "Duplicate: A",
    documentWith(a, rule("a-copy", { ...a, id: "a-copy", label: "A (copy)", enabled: false }), b),
    "A copy of A was added. It is off.",
  ],
])("%s", (name, result, sentence) => {
  const { buttons, results, said } = listOf(document);
  buttons.get(name)?.onAction();
  expect([results, said]).toEqual([[result], [sentence]]);
});

test("a rule is switched off beside its name", () => {
  const { checkboxes, results } = listOf(document);
  checkboxes.get("On: B")?.check(false);
  expect(results).toEqual([documentWith(a, { ...b, enabled: false })]);
});

test("the first rule moves no further up, the last no further down", () => {
  const { buttons } = listOf(document);
  const disabled = [...buttons].filter(([, button]) => button.disabled).map(([name]) => name);
  expect(disabled).toEqual(["Move up: A", "Move down: B"]);
});

test("a rule without a label goes by where its value goes", () => {
  const { buttons, opened } = listOf(documentWith(rule("x", { label: "", target: { path: "order.order_name" } })));
  buttons.get("Edit: Order name")?.onAction();
  expect(opened).toEqual(["x"]);
});

test("after a save that was refused the rule says which fields are empty", () => {
  const unfinished = documentWith(
    rule("x", { source: { from: "note_attribute", name: "" }, target: { path: PROPERTY } }),
  );
  const html = (answer: ReadyMapping["answer"]) =>
    renderPage(
      createElement(MappingPage, {
        data: shopWith(unfinished, { answer }),
        actions: mappingActions,
        opened: { tab: "rules", view: { shows: "rule", rule: "x" } },
      }),
      "en",
    );
  expect(html(null)).not.toContain("Please fill this in.");
  expect(html({ outcome: "findings", findings: [] })).toContain('id="source.name-error"');
});
