import { connect, createServer, type Socket } from "node:net";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/setup/fresh-database.ts";
import { temporaryDataFolder } from "./embedded/temporary-data-folder.fixture.ts";
import { openDatabase } from "./open-database.ts";

const warnings: string[] = [];
const log = { info: () => undefined, warn: (_fields: object, message: string) => void warnings.push(message) };
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

describe("openDatabase with a URL", () => {
  const open = () => openDatabase({ url: fresh.url, dataDir: "/nonexistent/data", poolSize: 2, log });

  it("uses that server and touches no data folder", async () => {
    const database = await open();
    expect(database).toMatchObject({ url: fresh.url, embedded: false });
    await database.close();
  });

  it("limits how long a statement runs and a transaction idles", async () => {
    const { pool, close } = await open();
    const { rows } = await pool.query(
      `select current_setting('statement_timeout') as statement,
              current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(rows).toEqual([{ statement: "30s", idle: "30s" }]);
    await close();
  });

  it("relies on no session where a pooler stands in between", async () => {
    const url = new URL(fresh.url);
    url.searchParams.set("pgbouncer", "true");
    const { pool, close } = await openDatabase({ url: url.href, dataDir: "/nonexistent/data", poolSize: 1, log });
    expect((await pool.query({ name: "named", text: "select $1::int as one", values: [1] })).rows).toEqual([
      { one: 1 },
    ]);
    const { rows } = await pool.query(
      `select (select count(*)::int from pg_prepared_statements) as prepared,
              current_setting('statement_timeout') as statement`,
    );
    expect(rows).toEqual([{ prepared: 0, statement: "0" }]);
    await close();
  });

  it("survives the loss of an idle connection", async () => {
    const { pool, close } = await open();
    const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
    await fresh.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await expect.poll(() => warnings).toContain("idle database connection lost");
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await close();
  });

  it("gives up a statement that is not answered, and its connection with it", async () => {
    const network = await swallowingNetwork(fresh.url);
    const limits = { connectMs: 5_000, statementMs: 30_000, answerMs: 500 };
    const database = await openDatabase({ url: network.url, dataDir: "/nonexistent/data", poolSize: 1, limits, log });
    network.swallow();
    await expect(database.pool.query("select 1")).rejects.toThrow("timeout");
    network.letThrough();
    expect((await database.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await database.close();
    network.close();
  });

  it("waits for a connection that others have no longer than it may", async () => {
    const limits = { connectMs: 100, statementMs: 30_000, answerMs: 30_000 };
    const { pool, close } = await openDatabase({
      url: fresh.url,
      dataDir: "/nonexistent/data",
      poolSize: 1,
      limits,
      log,
    });
    const taken = await pool.connect();
    await expect(pool.query("select 1")).rejects.toThrow("timeout exceeded when trying to connect");
    taken.release();
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await close();
  });

  it("says where nothing answers, without the password", async () => {
    const url = "postgresql://karla:hush@127.0.0.1:1/karla";
    const failure = openDatabase({ url, dataDir: "/nonexistent", poolSize: 1, log });
    await expect(failure).rejects.toMatchObject({
      code: "server_unreachable",
      retry: true,
      message: expect.stringMatching(/^The database at 127\.0\.0\.1:1\/karla cannot be used: (?!.*hush).*DATABASE_URL/),
    });
  });

  it("says which database is missing", async () => {
    const url = new URL(fresh.url);
    url.pathname = "/no_such_database";
    const failure = openDatabase({ url: url.href, dataDir: "/nonexistent", poolSize: 1, log });
    await expect(failure).rejects.toMatchObject({ message: expect.stringContaining("no_such_database") });
  });
});

it("opens the database karla of the embedded server, as a role that is no superuser, several times at once", async () => {
  const dataDir = temporaryDataFolder();
  const open = () => openDatabase({ dataDir, poolSize: 1, log });
  const databases = await Promise.all([open(), open(), open()]);
  expect(new Set(databases.map(({ url }) => url)).size).toBe(1);
  for (const { pool, embedded } of databases) {
    expect(embedded).toBe(true);
    const { rows } = await pool.query(
      `select current_database() as database, rolname, rolsuper, rolcreatedb from pg_roles where rolname = current_user`,
    );
    expect(rows).toEqual([{ database: "karla", rolname: "karla", rolsuper: false, rolcreatedb: true }]);
  }
  await Promise.all(databases.map(({ close }) => close()));
  // The server itself goes on.
  const client = new Client({ connectionString: databases[0]?.url });
  await client.connect();
  await client.end();
});

/** Between us and the server; what it swallowed once hears nothing any more. */
async function swallowingNetwork(url: string) {
  const to = new URL(url);
  const { port, hostname } = to;
  const sockets = new Set<Socket>();
  let swallows = false;
  const network = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) sockets.add(socket.on("error", () => undefined));
    client.on("data", (bytes) => swallows || server.write(bytes));
    server.on("data", (bytes) => client.write(bytes));
    client.on("close", () => server.destroy());
  });
  await new Promise<void>((resolve) => network.listen(0, "127.0.0.1", resolve));
  const address = network.address();
  to.port = String(typeof address === "object" && address !== null ? address.port : 0);
  return {
    url: to.href,
    swallow: () => {
      swallows = true;
    },
    letThrough: () => {
      for (const socket of sockets) socket.removeAllListeners("data");
      swallows = false;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      network.close();
    },
  };
}
