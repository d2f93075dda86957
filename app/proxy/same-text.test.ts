import { expect, test } from "vitest";
import { sameText, sameZip } from "./same-text.ts";

test.each([
  ["SW1A 1AA", "sw1a1aa"],
  ["SW1A1AA", "Sw1a-1aA"],
  ["00-950", "00950"],
  ["1234 AB", "1234ab"],
  ["１０１１５", "10115"],
])("%s is %s", (known, typed) => expect(sameZip(known, typed)).toBe(true));

test.each([
  ["10115", "10116"],
  ["10115", "1011"],
  ["01067", "1067"],
  ["", ""],
  [" - ", ""],
  ["10115", ""],
])("%j is not %j", (known, typed) => expect(sameZip(known, typed)).toBe(false));

test("texts are compared as they are", () => {
  expect([sameText("7", "7"), sameText("7", "07"), sameText("", "")]).toEqual([true, false, false]);
});
