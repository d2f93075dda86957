import { mkdtempSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createStartLock } from "./start-lock.ts";

const folder = () => mkdtempSync(join(tmpdir(), "karla-start-lock-"));

test("one process at a time starts the server of a folder", () => {
  const dataDir = folder();
  const [one, other] = [createStartLock(dataDir), createStartLock(dataDir)];
  expect([one.take(), one.take(), other.take()]).toEqual([true, true, false]);
  // Not its own to let go.
  other.free();
  expect(other.take()).toBe(false);
  one.free();
  expect([other.take(), one.take()]).toEqual([true, false]);
  expect(createStartLock(folder()).take()).toBe(true);
});

test("who died while it started one keeps nobody from it for long", () => {
  const dataDir = folder();
  expect(createStartLock(dataDir).take()).toBe(true);
  const other = createStartLock(dataDir);
  expect(other.take()).toBe(false);
  const longAgo = new Date(Date.now() - 6_000);
  utimesSync(join(dataDir, "pg-start.lock"), longAgo, longAgo);
  expect(other.take()).toBe(true);
});
