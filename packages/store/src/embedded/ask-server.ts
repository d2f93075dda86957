import { realpathSync } from "node:fs";
import { Client } from "pg";
import { errorCode } from "../error-code.ts";
import { isPostmasterOf, readPostmasterPid } from "./postmaster-pid.ts";

export type ServerAnswer =
  | { outcome: "ready"; port: number }
  /** Our server is there but takes no connections yet (or no longer): starting, recovering after a crash, stopping. */
  | { outcome: "busy" }
  /** Our server does not take the password of the data folder. */
  | { outcome: "password_refused" }
  /**
   * No server for this folder. `stalePid`: what a crashed one left in postmaster.pid, null after a clean stop. That
   * process id may belong to something else today, which PostgreSQL would take for a running server.
   */
  | { outcome: "absent"; stalePid: number | null };

/**
 * Asks the server that postmaster.pid names. "ready" only when it proves to be ours: it knows the password (SCRAM proves
 * that in both directions) and says that it works on this very folder.
 */
export async function askServer(folder: string, password: string | null): Promise<ServerAnswer> {
  const file = readPostmasterPid(folder);
  if (file === null) return { outcome: "absent", stalePid: null };
  const answer = file.port === null || password === null ? "silent" : await connect(file.port, folder, password);
  if (answer === "ours") return { outcome: "ready", port: file.port ?? 0 };
  if (!isPostmasterOf(folder, file.pid)) {
    // Read again: a server that was stopped meanwhile has removed the file before it went, a crashed one could not.
    return { outcome: "absent", stalePid: readPostmasterPid(folder)?.pid ?? null };
  }
  return { outcome: answer === "password_refused" ? answer : "busy" };
}

async function connect(port: number, folder: string, password: string) {
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    database: "postgres",
    password,
    connectionTimeoutMillis: 5000,
  });
  // The server may go away at any moment; the query below rejects then, and that is all there is to know.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
    return realpathSync(rows[0]?.folder ?? "") === folder ? "ours" : "other";
  } catch (error) {
    return errorCode(error) === "28P01" ? "password_refused" : "silent";
  } finally {
    await client.end().catch(() => undefined);
  }
}
