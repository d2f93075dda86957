import { expect, test } from "vitest";
import { LOCALES } from "../locale.ts";
import { TRACKING_TEXTS } from "./tracking-texts.ts";

const PLURALS = ["arrived", "earlier"] as const;

/** Every text by its path; the forms of a plural are one. */
function flat(texts: object, path = ""): [path: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") return [[at.replace(/^(arrived|earlier)\.\w+$/, "$1"), value] as [string, string]];
    return typeof value === "object" && value !== null ? flat(value, at) : [];
  });
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const english = flat(TRACKING_TEXTS.en);

test.each(LOCALES)("%s has every text, none of them empty or with a gap", (locale) => {
  const texts = flat(TRACKING_TEXTS[locale]);
  expect(new Set(texts.map(([path]) => path))).toEqual(new Set(english.map(([path]) => path)));
  expect(texts.filter(([, text]) => text.trim() !== text || text === "")).toEqual([]);
  const named = new Map(english.map(([path, text]) => [path, placeholders(text)]));
  for (const [path, text] of texts) expect([path, placeholders(text)]).toEqual([path, named.get(path)]);
});

test.each(LOCALES)("%s has a form for every number that it counts with", (locale) => {
  const rules = new Intl.PluralRules(locale);
  const used = new Set(Array.from({ length: 1_000 }, (_, count) => rules.select(count)));
  for (const plural of PLURALS)
    expect(Object.keys(TRACKING_TEXTS[locale][plural])).toEqual(expect.arrayContaining([...used]));
});

test.each(LOCALES.filter((locale) => locale !== "en"))("%s is not English", (locale) => {
  const same = flat(TRACKING_TEXTS[locale]).filter(
    ([path, text]) => text.includes(" ") && english.some(([at, of]) => at === path && of === text),
  );
  expect(same).toEqual([]);
});
