import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AppFile } from "./fill-app.ts";
import { zipOf } from "./zip-of.ts";

/** Where the app was written to. */
export interface WrittenApp {
  folder: string;
  zip: string;
}

/**
 * Writes DIR/NAME/… and DIR/NAME.zip, whose one folder is NAME: Shopware takes the folder's name for the app's. An app
 * that lies there from before is replaced; a folder that is something else is left alone, and an error says so.
 */
export function writeApp(out: string, name: string, files: readonly AppFile[]): WrittenApp {
  const folder = join(out, name);
  const zip = join(out, `${name}.zip`);
  if (existsSync(folder) && !existsSync(join(folder, "manifest.xml")) && readdirSync(folder).length > 0)
    throw new Error(`${folder} exists and is no Shopware app: take another --out, or remove it yourself.`);
  rmSync(folder, { recursive: true, force: true });
  for (const { path, bytes } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  writeFileSync(zip, zipOf(files.map(({ path, bytes }) => ({ path: `${name}/${path}`, bytes }))));
  return { folder, zip };
}
