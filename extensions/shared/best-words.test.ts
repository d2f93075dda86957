import { expect, test } from "vitest";
import { bestWords } from "./best-words.ts";

test("the best words are the first that there are", () => {
  const texts: Record<string, string> = { "reasons.unknown": "We do not know." };
  const translate = (key: string) => texts[key] ?? key;
  expect(bestWords(translate, ["reasons.new", "reasons.unknown"])).toBe("We do not know.");
  expect(bestWords(translate, ["reasons.new"])).toBeNull();
  const throwing = () => {
    throw new Error("no such key");
  };
  expect(bestWords(throwing, ["reasons.new"])).toBeNull();
});
