import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/setup/fresh-database.ts";
import { openTransactionPooler, type TransactionPooler } from "./open-transaction-pooler.ts";

let fresh: FreshDatabase;
let pooler: TransactionPooler;
const clients: Client[] = [];
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
  await pooler.close();
});
afterAll(() => fresh.drop());

async function open(tracksStatements: boolean): Promise<void> {
  pooler = await openTransactionPooler({ tracksStatements, serverConnections: 2, parameters: "" });
  const { username, password, port, pathname } = new URL(fresh.url);
  pooler.leadTo({ port: () => Number(port), user: username, password, database: pathname.slice(1) });
}

async function client(options: { statement_timeout?: number } = {}): Promise<Client> {
  const one = new Client({ host: "127.0.0.1", port: pooler.port, user: "any", database: "any", ...options });
  one.on("error", () => undefined);
  await one.connect();
  clients.push(one);
  return one;
}

const session = async (one: Client) =>
  (await one.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]?.pid;
const named = (one: Client) => one.query({ name: "one", text: "select $1::int as one", values: [1] });

describe("the stand-in for PgBouncer", () => {
  it("gives each transaction the session that was used least, and keeps it to its end", async () => {
    await open(false);
    const one = await client();
    const [first, second, third] = [await session(one), await session(one), await session(one)];
    expect(second).not.toBe(first);
    expect(third).toBe(first);
    await one.query("begin");
    const inside = [await session(one), await session(one)];
    expect(inside[0]).toBe(inside[1]);
    await one.query("commit");
    expect(pooler.figures().moved).toBeGreaterThan(1);
  });

  it("loses named statements, as without max_prepared_statements", async () => {
    await open(false);
    const one = await client();
    await named(one);
    await expect(named(one)).rejects.toMatchObject({ code: "26000" });
  });

  it("keeps named statements for each client, as with max_prepared_statements", async () => {
    await open(true);
    const [one, other] = [await client(), await client()];
    for (let n = 0; n < 3; n += 1) {
      expect((await named(one)).rows).toEqual([{ one: 1 }]);
      expect((await named(other)).rows).toEqual([{ one: 1 }]);
    }
  });

  it("prepares a statement again that failed before it was there", async () => {
    await open(true);
    const one = await client();
    await one.query("begin");
    await expect(one.query("select 1/0")).rejects.toMatchObject({ code: "22012" });
    await expect(named(one)).rejects.toMatchObject({ code: "25P02" });
    await one.query("rollback");
    for (let n = 0; n < 3; n += 1) expect((await named(one)).rows).toEqual([{ one: 1 }]);
  });

  it("refuses what needs a session, and what PgBouncer refuses of a startup", async () => {
    await open(false);
    const one = await client();
    await expect(one.query("listen anything")).rejects.toMatchObject({ code: "0A000" });
    await expect(one.query("select pg_advisory_lock($1)", [1])).rejects.toMatchObject({ code: "0A000" });
    expect((await one.query("select pg_advisory_xact_lock(1)")).rowCount).toBe(1);
    expect(pooler.figures().refused).toBe(2);
    await expect(client({ statement_timeout: 1_000 })).rejects.toMatchObject({ code: "08P01" });
  });

  it("lets nobody go on with a transaction that was left", async () => {
    await open(false);
    const left = await client();
    await left.query("begin");
    const its = await session(left);
    await left.end();
    const one = await client();
    const seen = [await session(one), await session(one), await session(one)];
    expect(seen).not.toContain(its);
  });
});
