import { expect, test } from "vitest";
import { speaker } from "./spoken.fixture.ts";
import { wordsOfJson } from "./words-of-json.ts";

test.each([
  ['"Happy birthday"', "Happy birthday"],
  ['["Shopify.tag.a","VIP"]', "Shopify.tag.a, VIP"],
  ["12.50", "12.50"],
  ["true", "yes"],
  ['{"a":1}', '{"a":1}'],
])("%s is read as %s", (json, said) => {
  expect(wordsOfJson(json, speaker("en"))).toBe(said);
});

test.each([null, "null", '""', '" "', "[]"])("%s is nothing", (json) => {
  expect(wordsOfJson(json, speaker("en"))).toBe("Nothing");
});

test("a long text is shortened, between its characters", () => {
  expect(wordsOfJson(JSON.stringify("🎁".repeat(500)), speaker("en"))).toBe(`${"🎁".repeat(200)}…`);
});
