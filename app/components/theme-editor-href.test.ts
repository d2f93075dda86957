import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { THEME_BLOCK, themeEditorHref } from "./theme-editor-href.ts";

test("the theme editor is opened in the merchant's shop, and adds the block that our extension has", () => {
  const href = themeEditorHref({ shop: "tea.myshopify.com", apiKey: "a1b2" });
  expect(href).toBe(
    "https://tea.myshopify.com/admin/themes/current/editor?template=page&addAppBlockId=a1b2/tracking&target=newAppsSection",
  );
  const block = new URL(`../../extensions/tracking-page/blocks/${THEME_BLOCK}.liquid`, import.meta.url);
  expect(existsSync(block)).toBe(true);
});
