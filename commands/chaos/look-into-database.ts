import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Pool } from "pg";
import { serverOf } from "./kill-server.ts";

/** A look into the database that the processes use. It starts nothing and mends nothing: that is the product's business. */
export interface DatabaseLook {
  pool: Pool;
  /** After a crash it may be another one: the old one was taken meanwhile. */
  port(): number;
  password: string;
  /** Resolves at the first answer, also after a crash: milliseconds since the epoch. */
  answersAt(): Promise<number>;
  close(): Promise<void>;
}

const LOOK_MS = 20;
const PATIENCE_MS = 60_000;

/** Of the embedded server that the product started in this folder. */
export function lookIntoDatabase(dataDir: string): DatabaseLook {
  const server = serverOf(dataDir);
  if (server === null) throw new Error(`no server runs on ${dataDir}`);
  const portNow = () => serverOf(dataDir)?.port ?? server.port;
  const password = readFileSync(join(dataDir, "pg-password"), "utf8").trim();
  const access = { host: "127.0.0.1", user: "karla", database: "karla", password };
  const pool = new Pool({ ...access, port: server.port, max: 4 });
  // A connection that breaks while nobody uses it: the server was killed, which is what happens here.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return {
    pool,
    port: portNow,
    password,
    async answersAt() {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(LOOK_MS)) {
        const port = portNow();
        const client = new Client({ ...access, port, connectionTimeoutMillis: 2_000 });
        client.on("error", () => undefined);
        try {
          await client.connect();
          await client.query("SELECT 1");
          pool.options.port = port;
          return Date.now();
        } catch {
          // Not yet.
        } finally {
          void client.end().catch(() => undefined);
        }
      }
      throw new Error("the processes did not bring the database back within a minute");
    },
    close: () => pool.end(),
  };
}
