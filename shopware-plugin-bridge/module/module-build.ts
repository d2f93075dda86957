import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { z } from "zod";
import type { ModuleFiles } from "./module-document.ts";

const compress = promisify(brotliCompress);
const TYPES: Record<string, string> = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };

export interface ModuleAsset {
  type: string;
  plain: Buffer;
  /** With brotli. */
  compressed: Buffer;
}

export interface ModuleBuild extends ModuleFiles {
  /** By name; a build gives each file a name of its content. */
  assets: ReadonlyMap<string, ModuleAsset>;
}

/** Vite's manifest: the entry's file, and the styles that belong to it. */
const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).default([]), isEntry: z.boolean().default(false) }),
);

/** The module as it was built into `folder`, all of it in memory (it is small); null where it was not built. */
export async function readModuleBuild(folder: string): Promise<ModuleBuild | null> {
  const written = await readFile(join(folder, "manifest.json"), "utf8").catch(() => null);
  if (written === null) return null;
  const entry = Object.values(Manifest.parse(JSON.parse(written))).find(({ isEntry }) => isEntry);
  if (entry === undefined) return null;
  const names = (await readdir(join(folder, "assets"))).filter((name) => typeOf(name) !== undefined);
  const assets = await Promise.all(
    names.map(async (name) => [name, await load(join(folder, "assets"), name)] as const),
  );
  return { script: baseOf(entry.file), styles: entry.css.map(baseOf), assets: new Map(assets) };
}

async function load(folder: string, name: string): Promise<ModuleAsset> {
  const plain = await readFile(join(folder, name));
  const compressed = await compress(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { type: typeOf(name) ?? "", plain, compressed };
}

function typeOf(name: string): string | undefined {
  return TYPES[name.slice(name.lastIndexOf(".") + 1)];
}

function baseOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
