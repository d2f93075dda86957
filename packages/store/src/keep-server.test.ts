import { createServer } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { isPostmasterOf, readPostmasterPid } from "./embedded/postmaster-pid.ts";
import { temporaryDataFolder } from "./embedded/temporary-data-folder.fixture.ts";
import { openDatabase } from "./open-database.ts";
import { stopEmbeddedPostgres } from "./stop-embedded-postgres.ts";

async function openTwice() {
  const dataDir = temporaryDataFolder();
  const messages: string[] = [];
  const write = (_fields: object, message: string) => void messages.push(message);
  const open = () => openDatabase({ dataDir, poolSize: 2, log: { info: write, warn: write } });
  const databases = [await open(), await open()];
  onTestFinished(async () => {
    await Promise.all(databases.map(({ close }) => close()));
  });
  return { dataDir, messages, databases, server: () => readPostmasterPid(join(dataDir, "pg"))?.pid };
}

it("brings a crashed server back under processes that go on, every time", async () => {
  const { databases, server } = await openTwice();
  for (const _ of ["first crash", "second crash"]) {
    const killed = server() ?? 0;
    process.kill(killed, "SIGKILL");
    await expect.poll(server, { timeout: 15_000 }).not.toBe(killed);
    for (const { pool } of databases) {
      const answer = () => pool.query("select 1 as one").then(({ rows }) => rows);
      await expect.poll(() => answer().catch(() => null), { timeout: 15_000 }).toEqual([{ one: 1 }]);
    }
  }
});

it("follows the server to another port when its own was taken while it was down", async () => {
  const { dataDir, databases } = await openTwice();
  const before = readPostmasterPid(join(dataDir, "pg"));
  if (before === null) throw new Error("no server");
  const thief = createServer((socket) => socket.destroy()).unref();
  const taken = () =>
    new Promise<boolean>((resolve) => {
      thief.once("error", () => resolve(false));
      thief.listen(before.port ?? 0, "127.0.0.1", () => resolve(true));
    });
  // Who is quicker gets the port: a server that came back to it first goes down once more.
  const steal = async () => {
    const running = readPostmasterPid(join(dataDir, "pg"));
    if (running !== null && isPostmasterOf(join(dataDir, "pg"), running.pid)) kill(running.pid);
    return taken();
  };
  await expect.poll(steal, { interval: 5, timeout: 20_000 }).toBe(true);
  onTestFinished(() => void thief.close());
  for (const { pool } of databases) {
    const answer = () => pool.query("select 1 as one").then(({ rows }) => rows);
    await expect.poll(() => answer().catch(() => null), { timeout: 60_000 }).toEqual([{ one: 1 }]);
  }
  expect(readPostmasterPid(join(dataDir, "pg"))?.port).not.toBe(before.port);
}, 120_000);

it("leaves a server down that was stopped on purpose", async () => {
  const { dataDir, messages, server } = await openTwice();
  await stopEmbeddedPostgres(dataDir);
  const stopped = () => messages.filter((message) => message === "embedded postgres was stopped");
  await expect.poll(stopped, { timeout: 10_000 }).toHaveLength(2);
  expect(server()).toBeUndefined();
});

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
