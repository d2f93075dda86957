import { readdirSync, readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AppFile } from "./fill-app.ts";

const SOURCE = fileURLToPath(new URL("../../shopware-plugin-bridge/shopware-app/", import.meta.url));

/** The app as it lies in the repository, placeholders unfilled; what an editor or a system hides beside it stays out. */
export function readAppSource(): AppFile[] {
  return readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => resolve(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(SOURCE, file).split(sep).join("/"), bytes: readFileSync(file) }));
}
