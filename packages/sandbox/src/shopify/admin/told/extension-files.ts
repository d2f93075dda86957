import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The texts of the files that describe an app's extensions, one folder each. */
export function extensionFiles(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name, "shopify.extension.toml"))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8"));
}
