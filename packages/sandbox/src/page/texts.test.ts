import { describe, expect, it } from "vitest";
import { languageOf } from "./texts.ts";

describe("the language of the page", () => {
  it.each([
    ["de", "de"],
    ["de-CH, fr;q=0.9", "de"],
    ["en-GB,en;q=0.9,de;q=0.8", "en"],
    ["en;q=0.3, de;q=0.7", "de"],
    ["fr, es;q=0.5", "en"],
    ["de;q=0", "en"],
    ["", "en"],
    [undefined, "en"],
    [";;,q=", "en"],
  ])("for Accept-Language %s is %s", (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
