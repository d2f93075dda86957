import { spawn } from "node:child_process";
import { chownSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { readPostmasterPid } from "./embedded/postmaster-pid.ts";
import { processIsAlive } from "./embedded/process-is-alive.ts";
import { startElsewhere } from "./embedded/start-elsewhere.fixture.ts";
import { temporaryDataFolder } from "./embedded/temporary-data-folder.fixture.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { stopEmbeddedPostgres } from "./stop-embedded-postgres.ts";

const log = { info: () => undefined, warn: () => undefined };
const asRoot = process.getuid?.() === 0;

/** Runs statements as superuser on the server of a folder; returns the rows of the last. */
async function query(dataDir: string, ...statements: string[]): Promise<unknown[]> {
  const client = await connect(dataDir);
  let rows: unknown[] = [];
  for (const statement of statements) rows = (await client.query(statement)).rows;
  await client.end();
  return rows;
}

async function connect(dataDir: string): Promise<Client> {
  const port = readPostmasterPid(join(dataDir, "pg"))?.port ?? 0;
  const password = readFileSync(join(dataDir, "pg-password"), "utf8").trim();
  const client = new Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres", password });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Resolves when the process is gone. The server's parent may be this process, which reaps it. */
async function gone(pid: number): Promise<void> {
  await expect.poll(() => processIsAlive(pid), { timeout: 15_000 }).toBe(false);
}

describe("the embedded server", () => {
  it("outlives the process that started it, and is adopted by the next", async () => {
    const dataDir = temporaryDataFolder();
    const first = await startElsewhere(dataDir);
    expect(first.how).toBe("embedded postgres started");
    const pid = readPostmasterPid(join(dataDir, "pg"))?.pid;
    expect(await startElsewhere(dataDir)).toEqual({ port: first.port, how: "embedded postgres adopted" });
    expect(await startEmbeddedPostgres({ dataDir, log })).toMatchObject({ port: first.port });
    expect(readPostmasterPid(join(dataDir, "pg"))?.pid).toBe(pid);
    expect(statSync(join(dataDir, "pg-password")).mode & 0o777).toBe(0o600);
    expect(
      await query(
        dataDir,
        `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'data_checksums',
           'listen_addresses', 'unix_socket_directories', 'lc_messages', 'server_encoding') order by name`,
      ),
    ).toEqual([
      { name: "data_checksums", setting: "on" },
      { name: "fsync", setting: "on" },
      { name: "lc_messages", setting: "C" },
      { name: "listen_addresses", setting: "127.0.0.1" },
      { name: "server_encoding", setting: "UTF8" },
      { name: "synchronous_commit", setting: "on" },
      { name: "unix_socket_directories", setting: "" },
    ]);
  });

  it("is one server when four processes start it at once, and again after it was stopped", async () => {
    const dataDir = temporaryDataFolder();
    for (const _ of ["fresh", "stopped"]) {
      const all = await Promise.all([1, 2, 3, 4].map(() => startElsewhere(dataDir)));
      expect(new Set(all.map(({ port }) => port))).toEqual(new Set([readPostmasterPid(join(dataDir, "pg"))?.port]));
      expect(await stopEmbeddedPostgres(dataDir)).toEqual({ outcome: "stopped" });
      expect(await stopEmbeddedPostgres(dataDir)).toEqual({ outcome: "not_running" });
    }
  });

  it("comes back with all that was committed, on the same port, after its postmaster alone was killed", async () => {
    const dataDir = temporaryDataFolder();
    const { port } = await startEmbeddedPostgres({ dataDir, log });
    await query(dataDir, "create table kept (n int)");
    for (const n of [1, 2]) {
      await query(dataDir, `insert into kept values (${n})`);
      const pid = readPostmasterPid(join(dataDir, "pg"))?.pid ?? 0;
      // A child in the middle of its work holds the shared memory after the postmaster is gone.
      const busy = await connect(dataDir);
      const work = busy.query("select count(*) from generate_series(1, 6000000)").catch(() => undefined);
      process.kill(pid, "SIGKILL");
      const all = await Promise.all([startElsewhere(dataDir), startEmbeddedPostgres({ dataDir, log })]);
      expect(all.map((one) => one.port)).toEqual([port, port]);
      await gone(pid);
      await work;
      await busy.end().catch(() => undefined);
    }
    expect(await query(dataDir, "select n from kept order by n")).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("starts beside a postmaster.pid whose process id belongs to something else today, and leaves that alone", async () => {
    const dataDir = temporaryDataFolder();
    await startEmbeddedPostgres({ dataDir, log });
    const file = join(dataDir, "pg", "postmaster.pid");
    const stale = readFileSync(file, "utf8");
    await stopEmbeddedPostgres(dataDir);

    const { uid, gid } = statSync(join(dataDir, "pg"));
    const stranger = spawn("sleep", ["60"], asRoot ? { uid, gid } : {});
    onTestFinished(() => void stranger.kill());
    writeFileSync(file, stale.replace(/^\d+/, String(stranger.pid)));
    chownSync(file, uid, gid);

    expect(await stopEmbeddedPostgres(dataDir)).toEqual({ outcome: "not_running" });
    await startEmbeddedPostgres({ dataDir, log });
    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
    expect(readPostmasterPid(join(dataDir, "pg"))?.pid).not.toBe(stranger.pid);
  });

  it("is not mistaken for the server of a copy of its folder", async () => {
    const dataDir = temporaryDataFolder();
    const copy = temporaryDataFolder();
    const { port } = await startEmbeddedPostgres({ dataDir, log });
    cpSync(dataDir, copy, { recursive: true });
    const other = await startEmbeddedPostgres({ dataDir: copy, log });
    expect(other.port).not.toBe(port);
    expect(await query(copy, "show data_directory")).toEqual([{ data_directory: join(copy, "pg") }]);
  });

  it("begins anew where another process died while it created the database", async () => {
    const dataDir = temporaryDataFolder();
    const dead = spawn("true");
    await new Promise((resolve) => dead.once("close", resolve));
    mkdirSync(join(dataDir, `pg.init-${dead.pid}-00`));
    writeFileSync(join(dataDir, `pg.init-${dead.pid}-00`, "half"), "");
    mkdirSync(join(dataDir, "pg"));
    await startEmbeddedPostgres({ dataDir, log });
    expect(statSync(join(dataDir, `pg.init-${dead.pid}-00`), { throwIfNoEntry: false })).toBeUndefined();
  });
});
