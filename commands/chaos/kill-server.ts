import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The embedded server of a data folder, as its own lock file names it (miscadmin.h, LOCK_FILE_LINE_*). */
export interface RunningServer {
  pid: number;
  port: number;
}

/** The server that runs on this data folder, or ran when everything was killed; null where none was started. */
export function serverOf(dataDir: string): RunningServer | null {
  const [file] = globSync("*/postmaster.pid", { cwd: dataDir });
  if (file === undefined) return null;
  const lines = readOrNothing(join(dataDir, file)).split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
}

/** A server that starts takes away what a crashed one left. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** SIGKILLs the embedded server of a data folder, the postmaster first and then each of its processes, as a power cut does. */
export function killServer(dataDir: string): void {
  const server = serverOf(dataDir);
  if (server === null) throw new Error(`no server runs on ${dataDir}`);
  const children = childrenOf(server.pid);
  for (const pid of [server.pid, ...children]) end(pid);
}

/** Linux tells; elsewhere they notice by themselves that the postmaster is gone. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number).filter(Boolean);
  } catch {
    return [];
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}
