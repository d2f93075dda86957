import { expect, test } from "vitest";
import { localeOf } from "./locale.ts";

test.each([
  ["", "en"],
  ["de-AT", "de"],
  ["dk", "da"],
  ["da-DK", "da"],
  ["pt-BR", "en"],
  ["PL_pl", "pl"],
  ["pt,fr;q=0.8,de;q=0.9", "de"],
  ["nl;q=0,it", "it"],
  ["es;q=nonsense", "es"],
  ["*", "en"],
  [["pt", "fr-CH", "de"], "fr"],
  [[], "en"],
  ["constructor", "en"],
] as const)("%j is answered in %s", (wanted, locale) => {
  expect(localeOf(wanted)).toBe(locale);
});
