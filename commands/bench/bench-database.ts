import { rmSync } from "node:fs";
import { type Database, openDatabase } from "@karla/store/open-database";
import { stopEmbeddedPostgres } from "@karla/store/stop-embedded-postgres";
import { newDataDir } from "../new-data-dir.ts";

const SETTINGS = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/** The embedded PostgreSQL of a run, in a folder of its own. */
export interface BenchDatabase {
  dataDir: string;
  url: string;
  pool: Database["pool"];
  /** What the server says of its settings, e.g. "fsync on". */
  settings: string;
  /** Ends our connections alone. Before somebody else stops the server: lost connections would start it again. */
  disconnect(): Promise<void>;
  /** Stops the server and removes the folder. */
  remove(): Promise<void>;
}

/**
 * Always the embedded one, so that each run begins with empty tables on the same server. Throws unless it keeps what it
 * commits: rates of a database that does not are another product's.
 */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = newDataDir("bench");
  let opened: Database | null = null;
  const disconnect = async () => {
    const closing = opened;
    opened = null;
    await closing?.close();
  };
  const remove = async () => {
    await disconnect();
    await stopEmbeddedPostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const database = await openDatabase({ dataDir, poolSize: 2, log: SILENT });
    opened = database;
    const settings = await durableSettings(database);
    return { dataDir, url: database.url, pool: database.pool, settings, disconnect, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

async function durableSettings({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1) order by name",
    [SETTINGS],
  );
  const said = rows.map(({ name, setting }) => `${name} ${setting}`).join(", ");
  if (rows.length !== SETTINGS.length || rows.some(({ setting }) => setting !== "on")) {
    throw new Error(`The database does not keep what it commits (${said}): there is nothing to measure.`);
  }
  return said;
}
