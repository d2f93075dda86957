import { LOCALES } from "@karla/tracking/locale";
import { expect, test } from "vitest";
import { PROXY_TEXTS } from "./proxy-texts.ts";

test("every language has words of its own for everything", () => {
  for (const key of ["unavailable", "again", "notConnected", "yourOrders"] as const) {
    const texts = LOCALES.map((locale) => PROXY_TEXTS[locale][key]);
    expect(new Set(texts).size).toBe(LOCALES.length);
    expect(texts.filter((text) => text.trim() === "")).toEqual([]);
  }
});
