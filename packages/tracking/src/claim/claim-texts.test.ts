import { expect, test } from "vitest";
import { LOCALES } from "../locale.ts";
import { CLAIM_TEXTS } from "./claim-texts.ts";

function flat(texts: object, path = ""): [path: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === "string") return [[`${path}.${key}`, value] as [string, string]];
    return typeof value === "object" && value !== null ? flat(value, `${path}.${key}`) : [];
  });
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const english = new Map(flat(CLAIM_TEXTS.en));

test.each(LOCALES)("%s has every text, with the same gaps", (locale) => {
  const texts = flat(CLAIM_TEXTS[locale]);
  expect(texts.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
  expect(texts.filter(([, text]) => text.trim() !== text || text === "")).toEqual([]);
  for (const [path, text] of texts)
    expect([path, placeholders(text)]).toEqual([path, placeholders(english.get(path) ?? "")]);
});

test.each(LOCALES.filter((locale) => locale !== "en"))("%s is not English", (locale) => {
  expect(flat(CLAIM_TEXTS[locale]).filter(([path, text]) => text.includes(" ") && english.get(path) === text)).toEqual(
    [],
  );
});
