import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { themeCheckRun } from "@shopify/theme-check-node";
import { afterAll, expect, test } from "vitest";
import { repository } from "./planted-tree.ts";

/*
 * Shopify's own check of a theme's code, with its rules for app blocks. Its command only prints what it finds: `shopify app build`
 * succeeds all the same.
 */
const BLOCK = join(repository, "extensions/tracking-page");
const root = mkdtempSync(join(tmpdir(), "karla-theme-"));
const config = join(root, "theme-check.yml");
writeFileSync(config, "extends: theme-check:theme-app-extension\n");
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function offensesIn(folder: string): Promise<string[]> {
  const { offenses } = await themeCheckRun(folder, config);
  return offenses.map(({ check, message }) => `${check}: ${message}`);
}

test("Shopify has nothing against the block", async () => expect(await offensesIn(BLOCK)).toEqual([]));

test.each([
  ["a text that there is not", "{{ 'finder.lost' | t }}", /^TranslationKeyExists/],
  ["a file that there is not", "{{ 'lost.css' | asset_url | stylesheet_tag }}", /^MissingAsset/],
  [
    "a script that holds up the page",
    '<script src="https://example.com/a.js"></script>',
    /^(ParserBlockingScript|Remote)/,
  ],
  ["a filter that there is not", "{{ shop.name | shout }}", /^UndefinedObject|^UnknownFilter/],
])("and would have against %s", async (_, planted, found) => {
  const folder = join(root, "block");
  cpSync(BLOCK, folder, { recursive: true });
  const file = join(folder, "blocks", "tracking.liquid");
  writeFileSync(file, `${planted}\n${readFileSync(file, "utf8")}`);
  expect((await offensesIn(folder)).filter((offense) => found.test(offense))).not.toEqual([]);
});
