import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { takeLock } from "./take-lock.ts";

const lockFile = () => join(mkdtempSync(join(tmpdir(), "karla-lock-")), "lock");

test("who comes second waits until the first has let go", async () => {
  const file = lockFile();
  const free = await takeLock(file);
  let taken = false;
  const second = takeLock(file).then((letGo) => {
    taken = true;
    return letGo;
  });
  await wait(500);
  expect(taken).toBe(false);
  free();
  (await second)();
  expect(existsSync(file)).toBe(false);
});

test("a process that ended holds nothing", async () => {
  const file = lockFile();
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(file, String(pid));
  (await takeLock(file))();
  expect(existsSync(file)).toBe(false);
});
