import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode } from "../error-code.ts";

export interface PostmasterPid {
  pid: number;
  /** Null while the server has not written it yet. */
  port: number | null;
}

/**
 * `postmaster.pid` of a cluster: written and locked by the server itself, one value a line (pid, data folder, start
 * time, port, …; source: miscadmin.h, LOCK_FILE_LINE_*). Null when no server runs or it was shut down cleanly; after a
 * crash the file stays behind.
 */
export function readPostmasterPid(folder: string): PostmasterPid | null {
  try {
    const lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return null;
    return { pid, port: Number(lines[3]) || null };
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return null;
    throw error;
  }
}

/**
 * Whether this process is a PostgreSQL server for exactly this folder. After a crash or a restart of the machine the
 * process id in a stale file may belong to anything.
 */
export function isPostmasterOf(folder: string, pid: number): boolean {
  const command = commandOf(pid);
  return command.includes("postgres") && command.includes(`-D ${folder} `);
}

/** The command line, its words ended by spaces; empty when the process is gone, a zombie, or cannot be read. */
function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return `${execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim()} `;
  } catch {
    return "";
  }
}
