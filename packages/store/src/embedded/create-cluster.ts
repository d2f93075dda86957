import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseError } from "../database-error.ts";
import { errorCode } from "../error-code.ts";
import { syncFolder } from "../secret-file.ts";
import { DISK_FULL } from "./data-folder.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { processIsAlive } from "./process-is-alive.ts";
import type { ServerAccount } from "./server-account.ts";

const STAGING = /^pg\.init-(\d+)-[0-9a-f]+$/;
/** A staging folder older than this belongs to nobody any more, whoever has its process id today. */
const STAGING_MS = 5 * 60_000;

/**
 * Creates an empty cluster in `folder`. initdb works in a staging folder that is renamed into place when complete, so a
 * crash leaves no half cluster, and of several processes exactly one wins whatever the timing. That the others wait
 * ("busy") instead of doing the same work is only a courtesy to the machine.
 */
export async function createCluster({
  folder,
  passwordFile,
  binaries,
  account,
}: {
  folder: string;
  passwordFile: string;
  binaries: PostgresBinaries;
  account: ServerAccount;
}): Promise<"created" | "busy"> {
  const dataDir = dirname(folder);
  if (othersAtWork(dataDir, null)) return "busy";
  const staging = join(dataDir, `pg.init-${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(staging, { mode: 0o700 });
  try {
    if (othersAtWork(dataDir, basename(staging))) return "busy";
    account.takeOver(staging);
    account.takeOver(passwordFile);
    await initdb(staging, passwordFile, binaries, account);
    renameSync(staging, folder);
    syncFolder(dataDir);
    return "created";
  } catch (error) {
    // Another process was first: its cluster is as good as ours.
    if (errorCode(error) === "ENOTEMPTY" || errorCode(error) === "EEXIST") return "busy";
    throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Whether another living process creates a cluster; of two that began together, the one with the lesser name goes on. */
function othersAtWork(dataDir: string, mine: string | null): boolean {
  return readdirSync(dataDir).some((name) => {
    const pid = STAGING.exec(name)?.[1];
    if (pid === undefined || name === mine) return false;
    const age = Date.now() - (statSync(join(dataDir, name), { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN);
    if (age < STAGING_MS && processIsAlive(Number(pid))) return mine === null || name < mine;
    rmSync(join(dataDir, name), { recursive: true, force: true });
    return false;
  });
}

async function initdb(folder: string, passwordFile: string, binaries: PostgresBinaries, account: ServerAccount) {
  // The C locale sorts alike on every machine: another libc or ICU version cannot break an index.
  const args = ["--locale=C", "--encoding=UTF8", "-A", "scram-sha-256", "-U", "postgres", "--no-instructions"];
  const child = account.spawn(binaries.initdb, ["-D", folder, `--pwfile=${passwordFile}`, ...args], {
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return;
  if (stderr.includes("No space left on device")) {
    throw new DatabaseError("data_folder_unusable", `The data folder ${dirname(folder)} cannot be used: ${DISK_FULL}`);
  }
  const reason = stderr.split("\n").find((line) => /error|fatal|could not/i.test(line)) ?? stderr.trim();
  throw new DatabaseError(
    "server_does_not_start",
    `The embedded PostgreSQL could not create its database in ${dirname(folder)}: ${reason || `initdb ended with ${code}`}. Set KARLA_DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL server.`,
  );
}
