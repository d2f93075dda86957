import { Rule } from "@karla/sync/mapping";
import { describe, expect, test } from "vitest";
import { checkMapping } from "../../../sync/src/mapping/check-mapping.ts";
import { discovered } from "./discovered.fixture.ts";
import { documentWith, fields, PROPERTY, rule, targets } from "./editor.fixture.ts";
import { choiceOfDiscovered, foundChoices, shareInPercent, sourceChoices } from "./source-choices.ts";
import { read, speaker } from "./spoken.fixture.ts";
import { startRule, withSource } from "./start-rule.ts";

const t = speaker("en");
const none = documentWith();
const gift = discovered(
  { from: "note_attribute", name: "Gift message" },
  { share: 0.82, examples: ["Happy birthday"] },
);
const started = (field: typeof gift, document = none) =>
  startRule(document, targets, choiceOfDiscovered(field, "en", t));
const choices = sourceChoices({ fields, discovered: [gift] }, "en", t);

test("a rule for a field that was found sends it as it is, under its own name", () => {
  expect(started(gift)).toEqual({
    id: "gift-message",
    label: "Gift message",
    enabled: true,
    source: { from: "note_attribute", name: "Gift message" },
    transforms: [],
    target: { path: PROPERTY, name: "Gift message" },
  });
});

test("a second rule for it gets an id and a name of its own", () => {
  const { id, target } = started(gift, documentWith(started(gift)));
  expect([id, target.name]).toEqual(["gift-message-2", "Gift message 2"]);
});

describe("of tags", () => {
  const tags = { from: "tags", of: "order" } as const;

  test("those that begin alike go without what they begin with", () => {
    const { label, transforms } = started(discovered(tags, { prefix: "campaign:" }));
    expect(label).toBe("campaign");
    expect(transforms).toEqual([
      { do: "filter", test: { is: "starts_with", value: "campaign:" } },
      { do: "join", with: ", " },
      { do: "replace", find: "campaign:", with: "" },
    ]);
  });

  test("a whole one goes where an order has it", () => {
    const { label, transforms } = started(discovered(tags, { tag: "VIP" }));
    expect([label, transforms]).toEqual([
      "VIP",
      [
        { do: "filter", test: { is: "equals", value: "VIP" } },
        { do: "pick", which: "first" },
      ],
    ]);
  });
});

test.each(choices.map((choice) => [choice.id, choice] as const))("a rule of %s can be saved", (id, choice) => {
  const begun = startRule(none, targets, choice);
  if (id.startsWith("written-")) return expect(begun.target).toEqual({ path: PROPERTY });
  expect(Rule.safeParse(begun).success).toBe(true);
  expect(checkMapping(documentWith(begun))).toEqual([]);
});

test("another source leaves the label and the steps that the merchant has set", () => {
  const choice = choiceOfDiscovered(gift, "en", t);
  const own = rule("own", { label: "Own", transforms: [{ do: "trim" }] });
  expect(withSource(own, targets, choice)).toEqual({ ...own, source: gift.source });
  expect(withSource(rule("new", { label: "" }), targets, choice).label).toBe("Gift message");
});

test("what was found comes first, with its share and examples", () => {
  const [first] = choices;
  expect(first?.group).toBe("found");
  expect(read(first?.name ?? "")).toBe("Additional detail “Gift message”");
  expect(first?.about).toBe("in 82% of your orders, for example Happy birthday");
});

test("a search looks for every word, in names, examples and the shop's own names", () => {
  const ids = (wanted: string) => foundChoices(choices, wanted).map(({ start }) => start.name);
  expect(ids("birthday gift")).toEqual(["Gift message"]);
  expect(ids("DELIVERY City")).toEqual(["shipping_address_city"]);
  expect(ids("nothing like it")).toEqual([]);
});

test("a search does not ask for accents", () => {
  const german = sourceChoices({ fields, discovered: [] }, "de", speaker("de"));
  const names = foundChoices(german, "Lieferádresse ORT").map(({ start }) => start.name);
  expect(names).toEqual(["shipping_address_city"]);
});

test("a name that no rule may hold is not offered", () => {
  const long = discovered({ from: "note_attribute", name: "x".repeat(256) });
  expect(sourceChoices({ fields: [], discovered: [long] }, "en", t).map(({ group }) => group)).not.toContain("found");
});

test.each([
  [0.004, "< 1%"],
  [0.01, "1%"],
  [0.333, "33%"],
  [1, "100%"],
])("%d is %s of the orders", (share, said) => {
  expect(shareInPercent(share, "en")).toBe(said);
});
