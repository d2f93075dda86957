import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { processIsAlive } from "../../packages/store/src/embedded/process-is-alive.ts";
import { openDatabase } from "../../packages/store/src/open-database.ts";
import { stopEmbeddedPostgres } from "../../packages/store/src/stop-embedded-postgres.ts";
import { databaseUrl } from "./env.ts";
import { quietLog } from "./quiet-log.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Of the server that all tests of a run share; `freshDatabase` makes databases of their own on it. */
    databaseUrl: string;
  }
}

/** vitest's globalSetup: one PostgreSQL for the whole run, stopped and removed at its end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const dataDir = join(tmpdir(), `karla-test-${process.pid}`);
  mkdirSync(dataDir);
  // Started as root, the server runs as another user, which must be able to enter.
  chmodSync(dataDir, 0o711);
  const database = await openDatabase({ url: databaseUrl, dataDir, poolSize: 1, log: quietLog });
  await database.close();
  project.provide("databaseUrl", database.url);
  return () => remove(dataDir);
}

/** A run that was killed could not stop its server. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^karla-test-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !processIsAlive(Number(pid))) await remove(join(tmpdir(), name)).catch(() => undefined);
  }
}

async function remove(dataDir: string): Promise<void> {
  await stopEmbeddedPostgres(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}
