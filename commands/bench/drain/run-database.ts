import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";

export interface RunDatabase {
  name: string;
  url: string;
  drop(): Promise<void>;
}

const DROP_TRIES = 20;
const DROP_AGAIN_MS = 500;

/** A new, empty database on the server: no run inherits another's bloat, statistics or leftovers. */
export async function createRunDatabase(serverUrl: string): Promise<RunDatabase> {
  const name = `drain_${randomBytes(6).toString("hex")}`;
  await run(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => drop(serverUrl, name) };
}

/** Autovacuum may be in it, as a superuser whom we may not end; it goes by itself. */
async function drop(serverUrl: string, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    } catch (error) {
      if (tries === DROP_TRIES) throw error;
      await wait(DROP_AGAIN_MS);
    }
  }
}

async function run(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
