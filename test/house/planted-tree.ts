import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const repository = join(import.meta.dirname, "..", "..");

/** A folder outside of the repository with files of its own and copies of some of the repository's. */
export function plantTree(files: Record<string, string>, copies: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), "karla-house-"));
  for (const path of copies) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(join(repository, path), join(root, path));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Makes `path` in the tree lead to `target` (relative to where the link lies, or absolute). */
export function link(root: string, path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

const CONFIGURATION = [
  ".dependency-cruiser.cjs",
  ".gitignore",
  "biome.json",
  "knip.json",
  "tsconfig.json",
  "vitest.config.ts",
];

/**
 * Runs one of the repository's scripts in a planted tree that has the repository's configuration and dependencies, and
 * removes the tree.
 */
export function runInPlantedTree(
  script: string,
  files: Record<string, string>,
): { status: number | null; output: string } {
  const root = plantTree(files, CONFIGURATION);
  try {
    link(root, "node_modules", join(repository, "node_modules"));
    const options = { cwd: root, encoding: "utf8" } as const;
    const { status, stdout } = spawnSync(process.execPath, [join(repository, script)], options);
    return { status, output: stdout };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
