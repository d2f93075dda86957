import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client, DatabaseError, Pool } from "pg";
import { inject } from "vitest";

export interface FreshDatabase {
  url: string;
  pool: Pool;
  /** Ends the pool and removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/**
 * A database of its own on the server of the run, empty or a copy of `template` (the name of a database nobody is
 * connected to at that moment). Create it in `beforeAll`, `drop()` it in `afterAll`.
 */
export async function freshDatabase({ template = "template1" }: { template?: string } = {}): Promise<FreshDatabase> {
  const server = inject("databaseUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await run(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href, max: 10 });
  pool.on("error", () => undefined);
  // The pool forgets connections before they are closed; dropping the database then breaks them.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return {
    url: url.href,
    pool,
    async drop() {
      await pool.end();
      await dropDatabase(server, name);
    },
  };
}

/** The server's vacuum may be at work in it, and may not be ended by us: it comes to an end by itself. */
async function dropDatabase(server: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(server, `drop database if exists ${name} with (force)`);
    } catch (error) {
      if (!mayNotEnd(error) || attempt === 20) throw error;
      await wait(500);
    }
  }
}

function mayNotEnd(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "42501";
}

async function run(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
