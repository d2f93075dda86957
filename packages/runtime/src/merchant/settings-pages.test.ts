import { describe, expect, test } from "vitest";
import { ChannelsWish } from "./channels-page.ts";
import { FiltersWish } from "./filters-page.ts";
import { statusOfSave } from "./status-of-save.ts";

describe("what a settings page asks for", () => {
  test("is taken with its texts trimmed", () => {
    const settings = { orderStates: ["open"], zipCodeWhereMissing: " 00000 ", historicalCutoff: null };
    const read = FiltersWish.parse({ intent: "save", settings, revision: "r" });
    expect(read.settings).toEqual({ ...settings, zipCodeWhereMissing: "00000" });
    expect(ChannelsWish.parse({ intent: "save", slugs: { c1: " trade " }, revision: "r" }).slugs).toEqual({
      c1: "trade",
    });
  });

  test.each([
    ["a setting that is none", FiltersWish, { settings: { orderStates: { a: 1 } } }],
    ["a text without end", FiltersWish, { settings: { depositLineType: "x".repeat(201) } }],
    ["a channel without a shop", ChannelsWish, { slugs: { c1: "  " } }],
    ["more channels than there are", ChannelsWish, { slugs: Object.fromEntries(numbered(501)) }],
  ])("is not taken with %s", (_, wish, wanted) => {
    expect(wish.safeParse({ intent: "save", revision: "r", ...wanted }).success).toBe(false);
  });

  test("is answered in HTTP's own words too", () => {
    expect(statusOfSave({ outcome: "saved", revision: "r" })).toBe(200);
    expect(statusOfSave({ outcome: "stale" })).toBe(409);
    expect(statusOfSave({ outcome: "refused", errors: {} })).toBe(422);
  });
});

function numbered(count: number): [string, string][] {
  return Array.from({ length: count }, (_, number) => [`c${number}`, "trade"]);
}
