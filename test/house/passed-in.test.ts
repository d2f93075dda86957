import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "./planted-tree.ts";

const MACHINE = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/;
const DATABASE = /(?<![.\w{])now\(\)|current_timestamp/i;
const WAITS = /\bawait\b|\basync\b|\bPromise\b|\bsetTimeout\b/;

/** Composition roots make the real ones; each other file that does has its reason here. */
const ROOTS = /(^commands\/|\/(main|worker)\.ts$)/;
const EXCEPTIONS: Record<string, string> = {
  "packages/runtime/src/bounded-output.ts": "stamps a log line",
  "packages/runtime/src/guards.ts": "takes guards out for chaos: what tells repeats apart is made up there",
  "packages/runtime/src/log.ts": "stamps log lines",
  "packages/sync/src/clock.ts": "is the clock",
  "packages/karla-core/src/clock.ts": "is the core's clock",
  "packages/karla-core/src/entropy.ts": "is the core's randomness",
  "packages/karla-core/src/log.ts": "stamps log lines",
  "packages/store/src/embedded/create-cluster.ts": "compares with the age of a file, which the machine's clock made",
  "packages/store/src/embedded/start-lock.ts": "compares with the age of a folder, which the machine's clock made",
  "packages/store/src/migrate.ts": "the ledger has the columns and defaults that Prisma gives it",
};

/** SQL in TypeScript is in backquotes; a call of a local `now` outside of them is not the database's. */
function offends(path: string): boolean {
  const text = code(path);
  const sql = path.endsWith(".sql") ? text : [...text.matchAll(/`[^`]*`/g)].join("\n");
  return MACHINE.test(text) || DATABASE.test(sql);
}

function code(path: string): string {
  return readFileSync(join(repository, path), "utf8").replaceAll(/^\s*(\/\/|\/?\*).*$/gm, "");
}

function sources(...patterns: string[]): string[] {
  const ours = (path: string) => !/\.(test|fixture|arbitrary)\.ts$|\/generated\//.test(path);
  return globSync(patterns, { cwd: repository }).filter(ours).sort();
}

test("time and randomness are passed in: nobody but clocks, dice and composition roots makes them", () => {
  const files = sources("{app,shopware-plugin-bridge}/**/*.ts", "packages/*/src/**/*.ts", "prisma/**/*.sql");
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((path) => !ROOTS.test(path) && offends(path))).toEqual(Object.keys(EXCEPTIONS).sort());
});

test("what decides about orders never waits", () => {
  const files = sources("packages/sync/src/{order,mapping}/**/*.ts");
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((path) => WAITS.test(code(path)))).toEqual([]);
});
