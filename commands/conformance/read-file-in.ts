import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { FolderError } from "./folder-error.ts";
import { decode } from "./read-body.ts";

/** A file of the folder, which none outside of it is. */
export function readFileIn(dir: string, file: string): Buffer {
  const path = resolve(dir, file);
  if (relative(resolve(dir), path).startsWith("..")) throw new FolderError(`${file} is outside of the folder.`);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new FolderError(`${join(dir, file)} cannot be read: ${error instanceof Error ? error.message : "unknown"}`);
  }
}

export function readJson(bytes: Buffer, file: string): unknown {
  try {
    return JSON.parse(decode(bytes) ?? "");
  } catch {
    throw new FolderError(`${file} is no JSON.`);
  }
}
