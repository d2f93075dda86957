import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readPostmasterPid } from "./embedded/postmaster-pid.ts";
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

it("leaves a server down that was stopped on purpose", async () => {
  const { dataDir, messages, server } = await openTwice();
  await stopEmbeddedPostgres(dataDir);
  const stopped = () => messages.filter((message) => message === "embedded postgres was stopped");
  await expect.poll(stopped, { timeout: 10_000 }).toHaveLength(2);
  expect(server()).toBeUndefined();
});
