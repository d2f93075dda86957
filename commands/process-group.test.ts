import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newDataDir } from "./new-data-dir.ts";
import { createProcessGroup } from "./process-group.ts";

/** Says who it is, and goes on for ever. */
const WAITS = `
import { renameSync, writeFileSync } from "node:fs";
writeFileSync(process.argv[2] + ".new", String(process.pid));
renameSync(process.argv[2] + ".new", process.argv[2]);
setInterval(() => {}, 1_000);
`;

test("a command that is under way ends with the others", async () => {
  const dataDir = newDataDir("group");
  const [script, pidFile] = [join(dataDir, "waits.mjs"), join(dataDir, "pid")];
  writeFileSync(script, WAITS);
  const group = createProcessGroup({ dataDir, env: {} });
  const command = group.run(script, { args: [pidFile], env: {} }).catch((error: unknown) => error);
  await expect.poll(() => existsSync(pidFile), { timeout: 10_000 }).toBe(true);
  await group.stop();
  expect(() => process.kill(Number(readFileSync(pidFile, "utf8")), 0)).toThrow("ESRCH");
  expect(await command).toBeInstanceOf(Error);
});

test("a command that comes after the end does not stay either", async () => {
  const dataDir = newDataDir("group");
  const script = join(dataDir, "waits.mjs");
  writeFileSync(script, WAITS);
  const group = createProcessGroup({ dataDir, env: {} });
  await group.stop();
  await expect(group.run(script, { args: [join(dataDir, "pid")], env: {} })).rejects.toThrow("failed");
});
