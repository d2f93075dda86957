import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { buildApp } from "../../commands/build-app.ts";
import { type FreshDatabase, freshDatabase } from "../setup/fresh-database.ts";
import { launchBrowser } from "./launch-browser.ts";
import { type RunningApp, startApp } from "./running-app.ts";

interface Stage {
  database: FreshDatabase;
  browser: Browser;
  running: RunningApp;
}

/**
 * The real processes and a browser for the tests of a file: there before the first, gone after the last. A shop that does not
 * sell by itself has the orders that the test tells of.
 */
export function setUpApp({ sells = true, pastOrders = 0 } = {}): () => Stage {
  let database: FreshDatabase | undefined;
  let browser: Browser | undefined;
  let running: RunningApp | undefined;

  beforeAll(async () => {
    database = await freshDatabase();
    await buildApp(() => {});
    [browser, running] = await Promise.all([
      launchBrowser(),
      startApp({
        databaseUrl: database.url,
        dataDir: mkdtempSync(join(tmpdir(), "karla-e2e-")),
        sells,
        pastOrders,
      }),
    ]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    await database?.drop();
  });

  return () => {
    if (!database || !browser || !running) throw new Error("The app runs in tests alone.");
    return { database, browser, running };
  };
}
