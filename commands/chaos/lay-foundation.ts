import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { childEnv } from "../env.ts";
import { newDataDir } from "../new-data-dir.ts";
import { runOnce } from "../start-process.ts";

/** The database's files and its password. Where it listens is every lab's own. */
const PARTS = ["pg", "pg-password"];

let made: Promise<string> | null = null;

/** Puts an empty database with its tables into a lab's folder: made once a session by the product itself, and copied from then on. */
export async function layFoundation(dataDir: string): Promise<void> {
  made ??= make();
  const from = await made;
  // With owners and times: the server may run as another user, who has to find its own.
  execFileSync("cp", ["-pR", ...PARTS.map((part) => join(from, part)), dataDir]);
}

async function make(): Promise<string> {
  const dataDir = newDataDir("chaos-base");
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  const env = childEnv({ DATABASE_URL: undefined, KARLA_DATA_DIR: dataDir });
  for (const verb of ["status", "stop-database"]) await runOnce({ script: "commands/karla.ts", args: [verb], env });
  return dataDir;
}
