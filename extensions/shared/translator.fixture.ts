import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fieldsOf } from "./fields-of.ts";

/** Translates as Shopify does, out of an extension's own file. Throws for what is not there. */
export function translatorOf(extension: string, file: "en.default" | "de") {
  const path = join(import.meta.dirname, "..", extension, "locales", `${file}.json`);
  const texts: unknown = JSON.parse(readFileSync(path, "utf8"));
  return (key: string, values: Record<string, unknown> = {}): string => {
    const found = key.split(".").reduce((part: unknown, name) => fieldsOf(part)[name], texts);
    const text = typeof found === "object" ? fieldsOf(found)[values.count === 1 ? "one" : "other"] : found;
    if (typeof text !== "string") throw new Error(`no such text: ${key}`);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };
}
