import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/setup/fresh-database.ts";
import { assertDurable } from "./assert-durable.ts";
import { findPostgresBinaries } from "./embedded/postgres-binaries.ts";
import { readPostmasterPid } from "./embedded/postmaster-pid.ts";
import { chooseServerAccount } from "./embedded/server-account.ts";
import { temporaryDataFolder } from "./embedded/temporary-data-folder.fixture.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { openDatabase } from "./open-database.ts";
import { stopEmbeddedPostgres } from "./stop-embedded-postgres.ts";

const log = { info: () => undefined, warn: () => undefined };
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

it("takes a server that keeps what it commits", async () => {
  await expect(assertDurable(fresh.pool)).resolves.toBeUndefined();
});

it("takes a durable server on which one pooled session chose otherwise for itself", async () => {
  const pool = new Pool({ connectionString: fresh.url, max: 1 });
  onTestFinished(() => pool.end());
  await pool.query("set synchronous_commit = off");
  await expect(assertDurable(pool)).resolves.toBeUndefined();
});

it("refuses a database whose sessions commit asynchronously, already when it is opened", async () => {
  const other = await freshDatabase();
  onTestFinished(() => other.drop());
  const name = new URL(other.url).pathname.slice(1);
  await other.pool.query(`alter database ${name} set synchronous_commit = off`);
  const opened = openDatabase({ url: other.url, dataDir: "/nonexistent", poolSize: 1, log });
  await expect(opened).rejects.toMatchObject({
    code: "server_not_durable",
    retry: false,
    message: expect.stringContaining("synchronous_commit = off"),
  });
});

it("refuses a server without fsync", async () => {
  const dataDir = temporaryDataFolder();
  const { port, password } = await startEmbeddedPostgres({ dataDir, log });
  await stopEmbeddedPostgres(dataDir);
  const folder = join(dataDir, "pg");
  const { postgres } = findPostgresBinaries();
  const settings = ["fsync=off", `port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories="];
  const args = settings.flatMap((setting) => ["-c", setting]);
  const child = chooseServerAccount(postgres, dataDir, folder).spawn(postgres, ["-D", folder, ...args], {
    stdio: "ignore",
  });
  const ended = once(child, "close");
  await expect.poll(() => readFileSync(join(folder, "postmaster.pid"), "utf8"), { timeout: 10_000 }).toMatch(/ready/);
  expect(readPostmasterPid(folder)?.port).toBe(port);

  const pool = new Pool({ host: "127.0.0.1", port, user: "postgres", database: "postgres", password });
  pool.on("error", () => undefined);
  await expect(assertDurable(pool)).rejects.toThrow("fsync = off");
  await pool.end();
  await stopEmbeddedPostgres(dataDir);
  await ended;
});
