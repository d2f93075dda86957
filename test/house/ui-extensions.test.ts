import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { merchantTexts } from "@karla/merchant-ui/texts";
import { build } from "vite";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { APP_ORIGIN } from "../../extensions/order-status/src/app-origin.ts";
import { repository } from "./planted-tree.ts";

/*
 * What Shopify checks when extensions are deployed, which no command does without an account. Limits: Shopify's documentation of UI
 * extensions and of their files; 64 kB is that of a compiled extension.
 */
const MOST = { handle: 30, name: 30, description: 140, built: 64_000 };
/** For what our code was made and tested. */
const API_VERSION = "2026-07";
const CAPABILITIES = ["api_access", "network_access", "block_progress", "collect_buyer_consent"];
/** What the file of one may hold, by its tables. */
const KEYS: Record<string, string[]> = {
  "": ["api_version"],
  "[[extensions]]": ["type", "handle", "uid", "name", "description"],
  "[[extensions.targeting]]": ["target", "module"],
  "[extensions.capabilities]": CAPABILITIES,
};

const folder = (...path: string[]) => join(repository, "extensions", ...path);
const read = (...path: string[]) => readFileSync(folder(...path), "utf8");
const EXTENSIONS = readdirSync(folder()).filter((name) => name.startsWith("order-"));

/** Every `key = value` by its table: the few forms that our files have. */
function tablesIn(toml: string): [table: string, key: string, value: string][] {
  let table = "";
  return toml.split("\n").flatMap((line): [string, string, string][] => {
    if (/^\[.*\]$/.test(line)) table = line;
    const [, key, quoted, plain] = /^(\w+) = (?:"([^"]*)"|(\w+))$/.exec(line) ?? [];
    const isKnown = key !== undefined || line === "" || line.startsWith("#") || line === table;
    if (!isKnown) throw new Error(`a form that this test does not know: ${line}`);
    return key === undefined ? [] : [[table, key, quoted ?? plain ?? ""]];
  });
}
const textAt = (name: string, key: string) =>
  tablesIn(read(name, "shopify.extension.toml")).find(([, each]) => each === key)?.[2] ?? "";

const Texts: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown());
const textsOf = (name: string, file: string) => Texts.parse(JSON.parse(read(name, "locales", file)));
/** Every text by its key, "block.resync". */
function keysIn(value: unknown, at: string[] = []): [string, string][] {
  if (typeof value === "string") return [[at.join("."), value]];
  return Object.entries(value ?? {}).flatMap(([key, part]) => keysIn(part, [...at, key]));
}

test("there are a block and an action for staff, and a block for customers, each under a name for good", () => {
  const targets = EXTENSIONS.map((name) => textAt(name, "target"));
  expect(targets).toEqual([
    "admin.order-details.block.render",
    "admin.order-details.action.render",
    "customer-account.order-status.block.render",
  ]);
  for (const key of ["handle", "uid"])
    expect(new Set(EXTENSIONS.map((name) => textAt(name, key))).size).toBe(EXTENSIONS.length);
});

describe.each(EXTENSIONS)("%s", (name) => {
  test("has the keys that Shopify knows, and values as it takes them", () => {
    const tables = tablesIn(read(name, "shopify.extension.toml"));
    expect(tables.filter(([table, key]) => !KEYS[table]?.includes(key))).toEqual([]);
    expect(textAt(name, "api_version")).toBe(API_VERSION);
    expect(textAt(name, "type")).toBe("ui_extension");
    expect(textAt(name, "handle")).toMatch(/^karla-[a-z-]+$/);
    expect(textAt(name, "handle").length).toBeLessThanOrEqual(MOST.handle);
    expect(textAt(name, "uid")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test("is for a place that Shopify's types of this version know", () => {
    const types = join(repository, "node_modules/@shopify/ui-extensions");
    const target = textAt(name, "target");
    const surface = target.split(".")[0] ?? "";
    expect(existsSync(join(types, "build/ts/surfaces", surface, "targets", `${target}.d.ts`))).toBe(true);
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(types, "package.json"), "utf8")));
    const [year, month] = version.split(".");
    expect(`${year}-${month?.padStart(2, "0")}`).toBe(API_VERSION);
  });

  test("asks for access to a network only outside of the admin, where it is needed", () => {
    expect(textAt(name, "network_access")).toBe(name === "order-status" ? "true" : "");
  });

  test("has the same texts in both languages, with the same values in them", () => {
    expect(readdirSync(folder(name, "locales")).sort()).toEqual(["de.json", "en.default.json"]);
    const [english, german] = ["en.default.json", "de.json"].map((file) => keysIn(textsOf(name, file)));
    const shape = (texts: [string, string][] = []) =>
      texts.map(([key, text]) => [key, ...(text.match(/\{\{\w+\}\}/g) ?? []).sort()]);
    expect(shape(german)).toEqual(shape(english));
    expect([...(english ?? []), ...(german ?? [])].filter(([, text]) => text.trim() === "")).toEqual([]);
    for (const texts of [english, german]) {
      const by = new Map(texts);
      expect(by.get("name")?.length).toBeLessThanOrEqual(MOST.name);
      expect(by.get("description")?.length).toBeLessThanOrEqual(MOST.description);
    }
    expect([textAt(name, "name"), textAt(name, "description")]).toEqual(["t:name", "t:description"]);
  });

  test("stays below what Shopify takes when it is built", { timeout: 60_000 }, async () => {
    const built = await build({
      configFile: false,
      logLevel: "silent",
      root: folder(name),
      build: {
        write: false,
        target: "es2020",
        lib: { entry: folder(name, textAt(name, "module")), formats: ["es"], fileName: "built" },
      },
    });
    const outputs = Array.isArray(built) ? built : [built];
    const chunks = outputs.flatMap((each) => ("output" in each ? each.output : []));
    const bytes = chunks.reduce((sum, chunk) => sum + (chunk.type === "chunk" ? Buffer.byteLength(chunk.code) : 0), 0);
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThanOrEqual(MOST.built);
  });
});

describe.each([
  ["en.default.json", merchantTexts.en],
  ["de.json", merchantTexts.de],
] as const)("an order's states, reasons and buttons are told in the merchant's own words (%s)", (file, words) => {
  test.each(["order-block", "order-resync"])("%s", (name) => {
    const { status, reasons, problem } = textsOf(name, file);
    expect([status, reasons]).toEqual([words.status, words.reasons]);
    const problems = Object.fromEntries(keysIn(problem));
    const buttons = Object.entries(words.problem).map(([code, { button }]) => [`${code}.button`, button]);
    const { meaning } = words.problem.events_quarantined;
    expect(problems).toEqual({ ...Object.fromEntries(buttons), "events_quarantined.meaning": meaning });
  });
});

test("a customer's block asks where the app is", () => {
  const app = readFileSync(join(repository, "shopify.app.toml"), "utf8");
  expect(/^application_url = "([^"]*)"$/m.exec(app)?.[1]).toBe(APP_ORIGIN);
});

let sources = "";
beforeAll(() => {
  const files = ["shared", ...EXTENSIONS.map((name) => join(name, "src"))].flatMap((path) =>
    readdirSync(folder(path)).map((file) => join(path, file)),
  );
  const ours = files.filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\./.test(file));
  sources = ours.map((file) => read(file)).join("\n");
});

test("every text of theirs is used", () => {
  for (const name of EXTENSIONS.filter((each) => each !== "order-status")) {
    const own = keysIn(textsOf(name, "en.default.json")).map(([key]) => key.replace(/\.(one|other)$/, ""));
    const unused = own.filter((key) => !/^(status|reasons|problem|description)\b/.test(key) && !isUsed(key));
    expect(unused).toEqual([]);
  }
});

/** As it stands, or with its last part put in: `block.open_${page}`. */
function isUsed(key: string): boolean {
  const beginnings = [...sources.matchAll(/`([a-z]+[._][a-z_]*)\$\{/g)].map((match) => match[1] ?? "");
  return sources.includes(`"${key}"`) || beginnings.some((beginning) => key.startsWith(beginning));
}
