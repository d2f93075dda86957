import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatLocaleOf } from "./i18n-format-locale.ts";

describe("dates and numbers are written", () => {
  test.each([
    ["as in the region that the browser names", "en-GB,en;q=0.8", "en", "en-GB"],
    ["as in the region of the page's language, not of another", "fr-CH, de-AT;q=0.9, en-US;q=0.8", "de", "de-AT"],
    ["as in the region that is wanted most", "en-US;q=0.5, en-IE;q=0.9", "en", "en-IE"],
    ["as in the first of regions that are wanted alike", "en-NZ, en-AU", "en", "en-NZ"],
    ["as in a region however it is written", "EN-gb", "en", "en-GB"],
    ["as in a region without what else a tag may say", "en-Latn-GB-u-nu-arab-ca-buddhist", "en", "en-GB"],
    ["as the language does when it comes first without a region", "en,en-GB;q=0.9", "en", "en"],
    ["as the language does when the browser names others", "fr-FR,fr;q=0.9", "de", "de"],
    ["as the language does when the browser refuses the region", "en-GB;q=0", "en", "en"],
    ["as the language does when the browser takes any", "*", "en", "en"],
    ["as the language does when the browser names none", null, "en", "en"],
  ])("%s", (_, header, language, locale) => {
    expect(formatLocaleOf(header, language)).toBe(locale);
  });

  test("as somebody can, whatever the header says", () => {
    const parts = fc.constantFrom(
      "en",
      "de",
      "-",
      "GB",
      "x",
      "u",
      "nu",
      ",",
      ";",
      "q=",
      "0.5",
      "*",
      " ",
      "419",
      "\u0000",
    );
    const header = fc.oneof(
      fc.string(),
      fc.array(parts).map((some) => some.join("")),
    );
    fc.assert(
      fc.property(header, (text) => {
        const locale = formatLocaleOf(text, "en");
        expect(locale).toMatch(/^en(-([A-Z]{2}|\d{3}))?$/);
        expect(new Intl.DateTimeFormat(locale).format(0)).toBeTruthy();
      }),
    );
  });
});
