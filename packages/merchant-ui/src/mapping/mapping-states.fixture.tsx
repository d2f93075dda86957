/** @jsxImportSource react */
import type { MappingPreview } from "@karla/sync/desk-data";
import type { ReactElement } from "react";
import { plainPrimitives } from "../plain-primitives.fixture.tsx";
import type { Language } from "../render-page.fixture.ts";
import type { MappingAnswer, MappingBusy, MappingData } from "./data.ts";
import { mappingActions as actions } from "./desk.fixture.ts";
import { EditingProvider } from "./editing.tsx";
import { documentWith, everyStep, fields, found, nothingFound, rule, shopWith, targets } from "./editor.fixture.ts";
import type { Opened } from "./mapping-editor.tsx";
import { MappingPage } from "./mapping-page.tsx";
import type { Source, Step } from "./rule-types.ts";
import { sourceChoices } from "./source-choices.ts";
import { speaker } from "./spoken.fixture.ts";
import { StepForm } from "./step-form.tsx";

const gift = rule("gift", {
  label: "Gift message",
  transforms: [{ do: "trim" }, { do: "replace", find: "!", with: "" }],
});
const sizes = rule("sizes", {
  label: "",
  source: { from: "field", field: "line.sku" },
  target: { path: "order.products[].size" },
});
const off = rule("off", { label: "\u202eWish", enabled: false });
const some = documentWith(gift, sizes, off);

const step = (value: string | string[] | null) => ({ value, issue: null });
const preview: MappingPreview = {
  ...nothingFound,
  findings: [
    { rule: "off", code: "target_twice", path: "target", other: "gift" },
    { rule: "off", code: "incomplete", path: "source", other: null },
    { rule: "gift", code: "pattern_not_taken", path: "transforms.1", other: null },
    { rule: "gift", code: "id_twice", path: "id", other: null },
  ],
  rules: [
    {
      rule: "gift",
      types: ["text", "text", null],
      runs: [{ of: null, steps: [step(" Happy birthday! "), step("Happy birthday!"), step("")], result: "value" }],
    },
    {
      rule: "sizes",
      types: ["text"],
      runs: [
        { of: "Shirt", steps: [step("S-1")], result: "value" },
        { of: "Trousers", steps: [step(null)], result: "nothing" },
        {
          of: "Hat",
          steps: [{ value: null, issue: { code: "too_long", path: "source", value: null } }],
          result: { code: "too_long", path: "source", value: null },
        },
      ],
    },
  ],
};

const bare = shopWith(documentWith());
const newShop = { ...bare, overview: { ...bare.overview, discovered: [], samples: [] } };
const inUse = shopWith(some, { preview });
const published = { version: 3, document: some };

const atList: Opened = { tab: "rules", view: { shows: "list" } };
const at = (id: string): Opened => ({ tab: "rules", view: { shows: "rule", rule: id } });

const states: Record<string, [MappingData, Opened?]> = {
  loading: [{ state: "loading" }],
  error: [{ state: "error" }],
  "no rules, no orders": [newShop],
  "no rules yet": [bare],
  "nothing looked at yet": [shopWith(some)],
  "some rules, to be published": [inUse],
  "some rules, looked at anew": [{ ...inUse, previewing: true }],
  "some rules, in use": [{ ...inUse, overview: { ...inUse.overview, published } }],
  "a file was read and is not saved": [
    { ...inUse, answer: { outcome: "read_file", document: documentWith(gift), elsewhere: [], findings: [] } },
  ],
  "what to make a rule of": [bare, { tab: "rules", view: { shows: "new" } }],
  "a rule": [inUse, at("gift")],
  "a rule for products": [inUse, at("sizes")],
  "a rule that is off": [inUse, at("off")],
  trying: [inUse, { ...atList, tab: "try" }],
  versions: [inUse, { ...atList, tab: "versions" }],
};

const busy: MappingBusy[] = ["save", "try", "publish", "restore", "send_again", "compare", "read_file"];

const sources: Record<string, Source> = {
  "a field": { from: "field", field: "order.note" },
  "a product detail": { from: "line_property", name: "" },
  tags: { from: "tags", of: "customer" },
  "a metafield": { from: "metafield", owner: "order", namespace: "", key: "", type: "texts" },
  "a custom field": { from: "custom_field", owner: "line", name: "wish", type: "number" },
  "a fixed text": { from: "literal", value: "" },
  "a fixed number": { from: "literal", value: 12 },
  "yes or no": { from: "literal", value: false },
  "a text with placeholders": {
    from: "template",
    text: "Dear {name}",
    values: { name: { from: "field", field: "customer.email" }, wish: { from: "literal", value: "x" } },
  },
};

/** The form of a step within a page. */
function inEditor(language: Language, step: Step): ReactElement {
  const value = {
    targets,
    choices: sourceChoices({ fields, discovered: found }, language, speaker(language)),
    timeZone: "Europe/Berlin",
    locale: language,
    gaps: new Set<string>(),
  };
  const { Page, Card } = plainPrimitives;
  return (
    <Page title="Step">
      <Card title="Form">
        <EditingProvider value={value}>
          <StepForm path="transforms.0" number="1" step={step} onChange={() => {}} />
        </EditingProvider>
      </Card>
    </Page>
  );
}

/** The mapping editor in every state, and the form of every step. */
export function mappingStates(language: Language): { name: string; page: ReactElement }[] {
  const localised = (data: MappingData) => ("locale" in data ? { ...data, locale: language } : data);
  const page = (data: MappingData, opened: Opened = atList) => (
    <MappingPage data={localised(data)} actions={actions} opened={opened} />
  );
  const answer: MappingAnswer = { outcome: "findings", findings: [] };
  return [
    ...Object.entries(states).map(([name, [data, opened]]) => ({ name: `mapping: ${name}`, page: page(data, opened) })),
    ...busy.map((one) => ({ name: `mapping: under way, ${one}`, page: page({ ...inUse, busy: one }) })),
    ...Object.entries(sources).map(([name, source]) => ({
      name: `mapping: a rule of ${name}, not finished`,
      page: page({ ...shopWith(documentWith(rule("one", { source }))), answer }, at("one")),
    })),
    ...targets.map(({ path }) => ({
      name: `mapping: a rule for ${path}`,
      page: page(shopWith(documentWith(rule("one", { target: { path } }))), at("one")),
    })),
    {
      name: "mapping: a rule for nothing known",
      page: page(shopWith(documentWith(rule("one", { target: { path: "x" } }))), at("one")),
    },
    // Two kinds have nothing to set, and look the same.
    ...everyStep
      .filter((one) => one.do !== "slug")
      .map((one, number) => ({
        name: `step ${number}: ${one.do}`,
        page: inEditor(language, one),
      })),
  ];
}
