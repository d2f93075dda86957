import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { LOCALES } from "@karla/tracking/locale";
import { describe, expect, test } from "vitest";
import { repository } from "./planted-tree.ts";

/*
 * What Shopify checks at a deployment, or its review by eye, and no command does without an account. Limits: Shopify's CLI
 * (theme.ts), its theme check, and the list of settings in @shopify/theme-check-docs-updater.
 */
const FOLDER = join(repository, "extensions/tracking-page");
const FOLDERS = ["assets", "blocks", "locales", "snippets"];
const ASSETS = /\.(jpg|jpeg|json|js|css|png|svg|wasm)$/;
const MOST = { name: 25, settings: 25, script: 10_000, style: 100_000, liquid: 500 * 1024 };
const SETTINGS = [
  "checkbox",
  "color",
  "header",
  "image_picker",
  "number",
  "paragraph",
  "radio",
  "range",
  "richtext",
  "select",
  "text",
  "textarea",
  "url",
];

interface Setting {
  type: string;
  id?: string;
  label?: string;
  default?: number;
  min?: number;
  max?: number;
  step?: number;
}

const read = (...path: string[]) => readFileSync(join(FOLDER, ...path), "utf8");
const json = (file: string): Record<string, unknown> => JSON.parse(read("locales", file));
const bytes = (...path: string[]) => statSync(join(FOLDER, ...path)).size;
const source = read("blocks", "tracking.liquid");
const [liquid = "", schemaText = ""] = source.split(/\{% schema %\}|\{% endschema %\}/);
const schema: { name: string; target: string; stylesheet: string; javascript: string; settings: Setting[] } =
  JSON.parse(schemaText);

/** Every text of a file of texts by its key, "finder.title". */
function textsIn(value: unknown, at: string[] = []): [string, string][] {
  if (typeof value === "string") return [[at.join("."), value]];
  return Object.entries(value ?? {}).flatMap(([key, part]) => textsIn(part, [...at, key]));
}

test("the folder holds what a theme app extension may hold", () => {
  const entries = readdirSync(FOLDER, { withFileTypes: true });
  expect(entries.filter((entry) => entry.isDirectory() && !FOLDERS.includes(entry.name))).toEqual([]);
  expect(readdirSync(join(FOLDER, "assets")).filter((name) => !ASSETS.test(name))).toEqual([]);
});

test("script, style and Liquid stay below what Shopify allows", () => {
  expect(bytes("assets", schema.javascript)).toBeLessThanOrEqual(MOST.script);
  expect(bytes("assets", schema.stylesheet)).toBeLessThanOrEqual(MOST.style);
  const blocks = readdirSync(join(FOLDER, "blocks")).map((name) => bytes("blocks", name));
  expect(blocks.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST.liquid);
});

test("the style of the timeline is the one that every other page has", async () => {
  const script = new URL("../../scripts/generate-theme-style.mjs", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--print"]);
  expect(stdout).toBe(read("assets", schema.stylesheet));
});

test("no size is told in rem, which is ten pixels in one theme and sixteen in the next", () => {
  expect(read("assets", schema.stylesheet)).not.toMatch(/[\d.]rem\b/);
});

test("nothing is loaded from elsewhere", () => {
  for (const text of [liquid, read("assets", schema.javascript), read("assets", schema.stylesheet)])
    expect(text).not.toMatch(/(?:https?:)?\/\/[a-z0-9-]+\.[a-z]|@import/i);
  expect(read("assets", schema.stylesheet)).not.toContain("url(");
});

describe("the schema", () => {
  test("is of a block for sections, with settings that Shopify knows and not too many", () => {
    expect(schema.target).toBe("section");
    expect(schema.settings.length).toBeLessThanOrEqual(MOST.settings);
    expect(schema.settings.filter(({ type }) => !SETTINGS.includes(type))).toEqual([]);
    const ids = schema.settings.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has ranges whose steps lead to their defaults", () => {
    for (const { type, id, min = 0, max = 0, step = 1, default: usual = 0 } of schema.settings) {
      if (type !== "range") continue;
      expect([id, (max - min) % step, (usual - min) % step]).toEqual([id, 0, 0]);
      expect((max - min) / step).toBeLessThanOrEqual(100);
    }
  });

  test("has every setting that the block reads, and no other", () => {
    const used = new Set([...liquid.matchAll(/block\.settings\.(\w+)/g)].map((match) => match[1]));
    expect([...used].sort()).toEqual(schema.settings.flatMap(({ id }) => id ?? []).sort());
  });
});

describe("the texts", () => {
  const fileOf = (locale: string, kind: "" | ".schema") => `${locale}${locale === "en" ? ".default" : ""}${kind}.json`;

  test.each(["", ".schema"] as const)("are there in every language, whole (%s)", (kind) => {
    const english = textsIn(json(fileOf("en", kind))).map(([key]) => key);
    for (const locale of LOCALES) {
      const texts = textsIn(json(fileOf(locale, kind)));
      expect(texts.map(([key]) => key)).toEqual(english);
      expect(texts.filter(([, text]) => text.trim() === "" || /[{}<>]/.test(text))).toEqual([]);
    }
    expect(readdirSync(join(FOLDER, "locales"))).toHaveLength(2 * LOCALES.length);
  });

  test("are those that are used", () => {
    const used = [...liquid.matchAll(/'([\w.]+)' \| t\b/g)].map((match) => match[1]);
    expect(
      textsIn(json(fileOf("en", "")))
        .map(([key]) => key)
        .sort(),
    ).toEqual([...new Set(used)].sort());
    const named = [...schemaText.matchAll(/"t:([\w.]+)"/g)].map((match) => match[1]);
    expect(
      textsIn(json(fileOf("en", ".schema")))
        .map(([key]) => key)
        .sort(),
    ).toEqual([...new Set(named)].sort());
  });

  test("name the block in 25 characters, and label in 70", () => {
    for (const locale of LOCALES) {
      const texts = new Map(textsIn(json(fileOf(locale, ".schema"))));
      expect(texts.get(schema.name.slice(2))?.length).toBeLessThanOrEqual(MOST.name);
      const long = [...texts].filter(([key, text]) => key.endsWith(".label") && text.length > 70);
      expect(long).toEqual([]);
    }
  });
});

/** What is HTML on purpose: Shopify's attributes, what the merchant formatted in the editor, a picture's tag. */
const HTML =
  /^(block\.shopify_attributes|block\.settings\.campaign_text|block\.settings\.campaign_image\s*\|.*image_tag.*)$/s;

test("Liquid escapes nothing by itself: every value is escaped where it is put in", () => {
  const outputs = [...liquid.matchAll(/\{\{-?([\s\S]*?)-?\}\}/g)].map((match) => (match[1] ?? "").trim());
  expect(outputs.length).toBeGreaterThan(20);
  const ours = /^id$/;
  const safe = /\| (escape|url_encode|date: '%Y-%m-%d')$/;
  expect(outputs.filter((output) => !safe.test(output) && !HTML.test(output) && !ours.test(output))).toEqual([]);
  expect(liquid).toMatch(/assign id = 'karla-' \| append: block\.id/);
});

test("tags that an app block may not have are not in it", () => {
  expect(liquid).not.toMatch(/\{%-?\s*(include|layout|section|sections|javascript|stylesheet|style)\b/);
});
