import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Schema = z.looseObject({
  name: z.string(),
  stylesheet: z.string().optional(),
  javascript: z.string().optional(),
  settings: z
    .array(z.looseObject({ type: z.string(), id: z.string().optional(), default: z.unknown().optional() }))
    .default([]),
});

const SCHEMA = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/;

export interface ThemeBlock {
  /** Liquid, the schema included. */
  source: string;
  schema: z.infer<typeof Schema>;
}

export interface ThemeExtension {
  block(name: string): ThemeBlock;
  /** Null where there is no such file. */
  asset(name: string): Buffer | null;
  /** The text of a key ("finder.title") in the language, else in the default one; null where neither has it. */
  text(language: string, key: string): string | null;
}

/** A theme app extension, read from its folder as the theme of a shop has it. */
export function readThemeExtension(folder: string): ThemeExtension {
  const assets = new Set(readdirSync(join(folder, "assets")));
  const locales = new Map(
    readdirSync(join(folder, "locales"))
      .filter((file) => file.endsWith(".json") && !file.endsWith(".schema.json"))
      .map((file) => [file.replace(/(\.default)?\.json$/, ""), readJson(join(folder, "locales", file))]),
  );
  return {
    block(name) {
      const source = readFileSync(join(folder, "blocks", `${name}.liquid`), "utf8");
      return { source, schema: Schema.parse(JSON.parse(SCHEMA.exec(source)?.[1] ?? "null")) };
    },
    asset: (name) => (assets.has(name) ? readFileSync(join(folder, "assets", name)) : null),
    text: (language, key) => textIn(locales.get(language), key) ?? textIn(locales.get("en"), key),
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

function textIn(texts: unknown, key: string): string | null {
  const found = key
    .split(".")
    .reduce<unknown>((at, part) => (isRecord(at) && Object.hasOwn(at, part) ? at[part] : null), texts);
  return typeof found === "string" ? found : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
