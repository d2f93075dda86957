import { checkMapping } from "@karla/sync/check-mapping";
import type { DiscoveredField } from "@karla/sync/discover-fields";
import { EMPTY_MAPPING, MappingDocument } from "@karla/sync/mapping";
import { expect, test } from "vitest";
import { LANGUAGES } from "../render-page.fixture.ts";
import { discovered } from "./discovered.fixture.ts";
import { speaker } from "./spoken.fixture.ts";
import { chosenRules, TEMPLATES, type Template } from "./templates.ts";

const t = speaker("en");

function template(id: Template["id"]): Template {
  const found = TEMPLATES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}
const rulesOf = (id: Template["id"], ...fields: DiscoveredField[]) =>
  chosenRules(template(id), fields, t).map(({ rule }) => rule);
const ruleOf = (id: Template["id"], ...fields: DiscoveredField[]) => rulesOf(id, ...fields)[0];

/** Every field that any template could take, in every way that a shop could have it. */
const FITTING = TEMPLATES.flatMap(({ rules }) =>
  rules.flatMap(({ names, from }) =>
    names.flatMap((name) =>
      from.flatMap((kind): DiscoveredField[] => {
        switch (kind) {
          case "tags":
            return [
              discovered({ from: "tags", of: "order" }, { tag: name }),
              discovered({ from: "tags", of: "order" }, { prefix: `${name}:` }),
            ];
          case "metafield":
            return (["text", "number", "money", "boolean", "instant"] as const).map((type) =>
              discovered({ from: "metafield", owner: "order", namespace: "custom", key: name, type }),
            );
          default:
            return [discovered({ from: kind, name })];
        }
      }),
    ),
  ),
);

test.each(LANGUAGES)("in %s all templates together can be saved, in a shop of which nothing is known", (language) => {
  const rules = TEMPLATES.flatMap((one) => chosenRules(one, [], speaker(language)).map(({ rule }) => rule));
  expect(checkMapping(MappingDocument.parse({ ...EMPTY_MAPPING, rules }))).toEqual([]);
});

test("every template can be saved with every field that fits it", () => {
  expect(FITTING.length).toBeGreaterThan(100);
  for (const field of FITTING) {
    for (const one of TEMPLATES) {
      const rules = chosenRules(one, [field], t).map(({ rule }) => rule);
      expect([field, checkMapping(MappingDocument.parse({ ...EMPTY_MAPPING, rules }))]).toEqual([field, []]);
    }
  }
});

test("every field that is usual for a template is taken by it", () => {
  const taken = FITTING.filter((field) => TEMPLATES.some((one) => chosenRules(one, [field], t).some((c) => c.field)));
  expect(taken).toHaveLength(FITTING.length);
});

test("without a field that fits, a rule begins with the usual name", () => {
  const field = discovered({ from: "note_attribute", name: "Farbe" });
  expect(ruleOf("gift_message", field)?.source).toEqual({ from: "note_attribute", name: "gift_message" });
  expect(chosenRules(template("gift_message"), [field], t)[0]?.field).toBeNull();
});

test("a gift message that stands at the products is sent as one text", () => {
  const rule = ruleOf("gift_message", discovered({ from: "line_property", name: "Gift Note" }));
  expect(rule?.transforms[0]).toEqual({ do: "join", with: " | " });
});

test.each([
  ["24.12.2026", [{ do: "trim" }, { do: "date", read: "d.m.y", zone: "Europe/Berlin", show: "date" }]],
  [
    "2026/12/24",
    [
      { do: "trim" },
      { do: "replace", find: "/", with: "-" },
      { do: "date", read: "iso", zone: "Europe/Berlin", show: "date" },
    ],
  ],
])("a wished date is read as the shop writes it: %s", (example, steps) => {
  const field = discovered({ from: "note_attribute", name: "Liefertermin" }, { examples: [example] });
  expect(ruleOf("delivery_date", field)?.transforms).toEqual(steps);
});

test("where a visit came from is taken from the shop, unless the order notes it itself", () => {
  const fields = [discovered({ from: "note_attribute", name: "utm_campaign" })];
  expect(rulesOf("attribution", ...fields).map(({ source }) => source)).toEqual([
    { from: "field", field: "order.utmSource" },
    { from: "note_attribute", name: "utm_campaign" },
    { from: "field", field: "order.ref" },
  ]);
});
