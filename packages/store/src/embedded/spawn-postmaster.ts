import type { ChildProcess } from "node:child_process";
import { chmodSync, closeSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import type { ServerAccount } from "./server-account.ts";

export interface Postmaster {
  /** Why it ended; null while it runs. `message`: the server's own last words. */
  ended(): { message: string } | null;
}

const LOG_BYTES = 16 * 1024 * 1024;

/**
 * Starts the server detached: it outlives this process and does not see its Ctrl-C. Of several servers started on one
 * folder PostgreSQL itself lets one live (postmaster.pid, shared memory); the others end at once.
 */
export async function spawnPostmaster(options: {
  dataDir: string;
  folder: string;
  binaries: PostgresBinaries;
  account: ServerAccount;
  stalePid: number | null;
  /** The port was taken the last time. */
  newPort: boolean;
}): Promise<Postmaster> {
  const { dataDir, folder, binaries, account } = options;
  account.takeOver(folder);
  // A restored or copied folder often comes with wider rights, with which PostgreSQL does not start.
  chmodSync(folder, 0o700);
  const logFile = join(dataDir, "pg.log");
  const logStart = rotate(logFile);
  const log = openSync(logFile, "a", 0o600);
  const port = await choosePort(join(dataDir, "pg-port"), options.newPort);
  const args = Object.entries(settings(port)).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = account.spawn(binaries.postgres, ["-D", folder, ...args], {
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    // PostgreSQL does not take its grandparent for a running server (miscinit.c, CreateLockFile). That is how a process
    // id in a stale postmaster.pid can be declared harmless without touching the file; the lock on shared memory stays.
    env: options.stalePid === null ? {} : { PG_GRANDPARENT_PID: String(options.stalePid) },
  });
  closeSync(log);
  child.unref();
  let failure: string | null = null;
  child.once("error", (error) => {
    failure = error.message;
  });
  return {
    ended: () => (failure !== null || hasEnded(child) ? { message: failure ?? lastWords(logFile, logStart) } : null),
  };
}

function settings(port: number): Record<string, string | number> {
  return {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "128MB",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    // Statements and the details of errors (key values, for example) may be personal: they stay out of the log.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
  };
}

/** The port of the last time, so that pools in other processes find the server again after a crash; else a free one. */
async function choosePort(file: string, renew: boolean): Promise<number> {
  const last = renew ? null : readPort(file);
  if (last !== null) return last;
  const port = await freePort();
  writeFileSync(file, `${port}\n`);
  return port;
}

function readPort(file: string): number | null {
  const port = statSync(file, { throwIfNoEntry: false }) ? Number(readFileSync(file, "utf8")) : 0;
  return Number.isInteger(port) && port > 0 && port < 65536 ? port : null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Keeps one older log of bounded size; returns where in the log the next server's lines begin. */
function rotate(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_BYTES) return size;
  renameSync(file, `${file}.1`);
  return 0;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function lastWords(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString("utf8").trim().split("\n");
  const last = lines.findLast((line) => /FATAL|PANIC|ERROR|error|cannot/.test(line)) ?? lines.at(-1) ?? "";
  return last.replace(/^\S+ \S+ UTC \[\d+\] +[A-Z]+: +/, "");
}
