import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../render-page.fixture.ts";
import type { Check, Step, StepKind, Test } from "./rule-types.ts";
import { sentenceOfStep } from "./sentence-of-step.ts";
import { read, SPOKEN, speaker, withoutData } from "./spoken.fixture.ts";

const date = { do: "date", read: "d.m.y", zone: "Europe/Berlin", show: "date" } as const;
const number = { do: "number", decimalMark: ",", decimals: null } as const;
const money = { do: "money", currency: "order" } as const;
const of = { from: "value" } as const;

/** At least one of every kind, and of every way to write it. */
const STEPS: [Step, string][] = [
  [{ do: "default", value: "none" }, "If there is nothing, use “none”"],
  [{ do: "default", value: false }, "If there is nothing, use no"],
  [
    { do: "lookup", table: { a: "1", b: "2", c: "3" }, otherwise: "empty" },
    "Replace by the table (3 entries), leave out what is not in it",
  ],
  [{ do: "lookup", table: { a: "1" }, otherwise: "keep" }, "Replace by the table (1 entry), keep what is not in it"],
  [
    { do: "lookup", table: {}, otherwise: "issue" },
    "Replace by the table (0 entries), report what is not in it as a problem",
  ],
  [{ do: "case", to: "upper" }, "Write in capital letters"],
  [{ do: "case", to: "lower" }, "Write in small letters"],
  [{ do: "case", to: "title" }, "Begin every word with a capital letter"],
  [{ do: "case", to: "sentence" }, "Begin with a capital letter, the rest in small letters"],
  [{ do: "trim" }, "Remove spaces at the beginning and the end"],
  [{ do: "replace", find: "/", with: "-" }, "Replace “/” by “-”"],
  [{ do: "replace", find: " ", with: "" }, "Remove (space)"],
  [
    { do: "concat", with: { from: "field", field: "order.number" }, place: "before", between: " " },
    "Put this before it, separated by (space): Order number",
  ],
  [
    { do: "concat", with: { from: "literal", value: "!" }, place: "after", between: "" },
    "Add this behind it: Always “!”",
  ],
  [number, "Read as a number with a decimal comma"],
  [{ ...number, decimalMark: ".", decimals: 0 }, "Read as a number with a decimal point, rounded to a whole number"],
  [{ ...number, decimals: 1 }, "Read as a number with a decimal comma, rounded to 1 decimal place"],
  [{ ...number, decimals: 2 }, "Read as a number with a decimal comma, rounded to 2 decimal places"],
  [money, "Make it an amount in the order's currency"],
  [{ ...money, currency: "CHF" }, "Make it an amount in CHF"],
  [
    date,
    "Read as a date written with the day first (24.12.2026) and write it as 2026-12-24, in the time zone Europe/Berlin",
  ],
  [
    { ...date, read: "unix", show: "time" },
    "Read as a date written as seconds since 1970 and write it as 18:30, in the time zone Europe/Berlin",
  ],
  [
    { ...date, read: "iso", show: "date_de" },
    "Read as a date written with the year first (2026-12-24) and write it as 24.12.2026, in the time zone Europe/Berlin",
  ],
  [
    { ...date, read: "m/d/y", show: "date_us" },
    "Read as a date written with the month first (12/24/2026) and write it as 12/24/2026, in the time zone Europe/Berlin",
  ],
  [{ do: "slug" }, "Write as a short name (“Größe XL” becomes “groesse-xl”)"],
  [
    { do: "hash", salt: "" },
    "Replace by a fingerprint: the same for the same value, and nobody can read the value from it",
  ],
  [{ do: "regex", pattern: "[0-9]+", take: "match" }, "Take what fits the pattern “[0-9]+”"],
  [{ do: "regex", pattern: "(a)(b)", take: 2 }, "Take part 2 of what fits the pattern “(a)(b)”"],
  [{ do: "regex_replace", pattern: "a+", with: "b" }, "Replace what fits the pattern “a+” by “b”"],
  [{ do: "regex_replace", pattern: "a+", with: "" }, "Remove what fits the pattern “a+”"],
  [{ do: "split", by: "\n" }, "Split into a list at every (line break)"],
  [{ do: "join", with: ", " }, "Join the list into one text, separated by “, ”"],
  [{ do: "join", with: "" }, "Join the list into one text, with nothing in between"],
  [{ do: "pick", which: "first" }, "Take the first entry of the list"],
  [{ do: "pick", which: "last" }, "Take the last entry of the list"],
  [{ do: "pick_nth", nth: 3 }, "Take entry 3 of the list"],
  [
    { do: "filter", test: { is: "starts_with", value: "gift:" } },
    "Keep only entries for which this holds: the entry begins with “gift:”",
  ],
  [
    { do: "each", transforms: [{ do: "trim" }, { do: "case", to: "upper" }] },
    "For every entry: Remove spaces at the beginning and the end; Write in capital letters",
  ],
  [
    asked({ is: "contains", value: "abo" }, { is: "not_empty" }),
    "If the value contains “abo” and Note on the order is not empty: use “Subscription”, otherwise send nothing",
  ],
];

function asked(ofValue: Test, ofNote: Test): Step {
  const checks: Check[] = [
    { source: of, test: ofValue },
    { source: { from: "field", field: "order.note" }, test: ofNote },
  ];
  return {
    do: "condition",
    if: { match: "all", checks },
    yes: { use: "literal", value: "Subscription" },
    no: { use: "nothing" },
  };
}

const TESTS: [Test, string][] = [
  [{ is: "empty" }, "the entry is empty"],
  [{ is: "not_empty" }, "the entry is not empty"],
  [{ is: "equals", value: 3 }, "the entry is “3”"],
  [{ is: "not_equals", value: true }, "the entry is not yes"],
  [{ is: "contains", value: "a" }, "the entry contains “a”"],
  [{ is: "starts_with", value: "a" }, "the entry begins with “a”"],
  [{ is: "ends_with", value: "a" }, "the entry ends with “a”"],
  [{ is: "one_of", values: ["a", "b"] }, "the entry is one of “a”, “b”"],
  [{ is: "one_of", values: ["a", "b", "c", "d", "e"] }, "the entry is one of “a”, “b”, “c” and 2 more"],
  [{ is: "greater", value: "10" }, "the entry is more than “10”"],
  [{ is: "less", value: "10" }, "the entry is less than “10”"],
  [{ is: "matches", pattern: "^a" }, "the entry fits the pattern “^a”"],
];

test.each(STEPS)("%j is said as a sentence", (step, sentence) => {
  expect(read(sentenceOfStep(step, speaker("en")))).toBe(sentence);
});

test.each(TESTS)("%j is said as a statement", (asks, statement) => {
  const said = read(sentenceOfStep({ do: "filter", test: asks }, speaker("en")));
  expect(said).toBe(`Keep only entries for which this holds: ${statement}`);
});

test("checks of which one is enough are said with or, and what stays is said too", () => {
  const step: Step = {
    do: "condition",
    if: { match: "any", checks: [1, 2, 3].map((value) => ({ source: of, test: { is: "equals", value } })) },
    yes: { use: "nothing" },
    no: { use: "value" },
  };
  expect(read(sentenceOfStep(step, speaker("en")))).toBe(
    "If the value is “1” or the value is “2” or the value is “3”: send nothing, otherwise keep the value",
  );
  expect(read(sentenceOfStep(step, speaker("de")))).toBe(
    "Wenn gilt: der Wert ist „1“ oder der Wert ist „2“ oder der Wert ist „3“, dann nichts senden, sonst den Wert behalten",
  );
});

test("a long text is shortened", () => {
  const said = read(sentenceOfStep({ do: "default", value: "a".repeat(2_000) }, speaker("en")));
  expect(said).toBe(`If there is nothing, use “${"a".repeat(80)}…”`);
});

describe.each(LANGUAGES)("in %s", (language) => {
  const t = speaker(language);
  const filters = TESTS.map(([asks]): Step => ({ do: "filter", test: asks }));

  test.each([...STEPS.map(([step]) => step), ...filters])("%j is spoken", (step) => {
    expect(withoutData(sentenceOfStep(step, t))).toMatch(SPOKEN);
  });
});

test("every kind of step is among them", () => {
  const kinds: Record<StepKind, true> = {
    default: true,
    lookup: true,
    case: true,
    trim: true,
    replace: true,
    concat: true,
    number: true,
    money: true,
    date: true,
    slug: true,
    hash: true,
    regex: true,
    regex_replace: true,
    split: true,
    join: true,
    pick: true,
    pick_nth: true,
    filter: true,
    each: true,
    condition: true,
  };
  expect(new Set(STEPS.map(([step]) => step.do))).toEqual(new Set(Object.keys(kinds)));
});
