import { expect, test } from "vitest";
import { pageLanguage } from "./page-language.ts";

test.each([
  [undefined, "en"],
  ["", "en"],
  ["de", "de"],
  ["DE-at", "de"],
  ["fr,de;q=0.8,en;q=0.9", "en"],
  ["fr,de;q=0.9,en;q=0.8", "de"],
  ["de;q=0,fr", "en"],
  ["de;q=nonsense", "de"],
  ["*", "en"],
] as const)("%s is answered in %s", (header, language) => {
  expect(pageLanguage(header)).toBe(language);
});
