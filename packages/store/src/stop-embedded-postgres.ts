import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DatabaseError } from "./database-error.ts";
import { isPostmasterOf, readPostmasterPid } from "./embedded/postmaster-pid.ts";

const STOP_MS = 60_000;

/**
 * Stops the server of a data folder, whoever started it ("fast": open transactions are rolled back, everything committed
 * is on disk). Resolves when it is gone. Never signals a process that is not the server of exactly this folder.
 */
export async function stopEmbeddedPostgres(dataDir: string): Promise<{ outcome: "stopped" | "not_running" }> {
  if (!existsSync(dataDir)) return { outcome: "not_running" };
  const folder = join(realpathSync(dataDir), "pg");
  const pid = readPostmasterPid(folder)?.pid;
  if (pid === undefined || !isPostmasterOf(folder, pid)) return { outcome: "not_running" };

  process.kill(pid, "SIGINT");
  const deadline = performance.now() + STOP_MS;
  // A zombie that nobody reaps counts as gone: its command line is empty.
  while (isPostmasterOf(folder, pid)) {
    if (performance.now() > deadline) {
      throw new DatabaseError("server_does_not_start", `The PostgreSQL of ${dataDir} (process ${pid}) does not stop.`, {
        retry: true,
      });
    }
    await pause(25);
  }
  return { outcome: "stopped" };
}
