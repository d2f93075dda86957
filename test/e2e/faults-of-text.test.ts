import { describe, expect, test } from "vitest";
import { faultsOfText } from "./faults-of-text.ts";

describe("a page's text", () => {
  test("is found to be blank, a key, a gap or of another language", () => {
    expect(faultsOfText("  ", "en")).toEqual(["the page is blank"]);
    expect(faultsOfText("Karla home.not_connected and more of it", "en")).toEqual(["untranslated: home.not_connected"]);
    expect(faultsOfText("Karla home.problems and more of it", "de")).toEqual(["untranslated: home.problems"]);
    expect(faultsOfText("Connected to Karla as {{slug}}", "en")).toEqual(["gap: {{slug}}"]);
    expect(faultsOfText("Karla: Not connected to Karla yet", "de")).toEqual(["not de: Not connected to Karla yet"]);
  });

  test("of one language is sound, addresses included", () => {
    expect(faultsOfText("Not connected to Karla yet. shop.myshopify.com", "en")).toEqual([]);
  });
});
