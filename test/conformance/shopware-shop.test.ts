import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readCapture } from "../../commands/conformance/shopware/read-capture.ts";
import { runBodies } from "../../commands/conformance/shopware/run-bodies.ts";
import { runCapture } from "../../commands/conformance/shopware/run-capture.ts";
import {
  caseFiles,
  ORDER_ID,
  orderAnswer,
  writeCapture,
} from "../../commands/conformance/shopware/small-capture.fixture.ts";
import { type FreshDatabase, freshDatabase } from "../setup/fresh-database.ts";

/** Small folders of our own making through the real bridge, worker and core. */

let dataDir: string;
let database: FreshDatabase;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "karla-conformance-test-"));
  // The core starts as root or as an ordinary user; what it starts may be another one, who has to get through.
  chmodSync(dataDir, 0o711);
  // The processes share the server of the test run, in a database of their own.
  database = await freshDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** `signal`: of a test that is over, whose processes end with it. */
const run = (signal: AbortSignal) => ({ dataDir, sabotage: null, say: () => undefined, signal });

test("a captured life of an order is at the core step by step, and what a plugin told otherwise is noticed", {
  timeout: 300_000,
}, async ({ signal }) => {
  const other = `${ORDER_ID.slice(0, 31)}e`;
  const folder = join(dataDir, "folder");
  writeCapture(folder, [caseFiles("right"), caseFiles("planted", other, { wrong: 2 })]);
  const { steps, violations } = await runCapture(readCapture(folder), run(signal));
  expect(steps.map((step) => [step.case, step.step, step.accepted, step.foundByPoll])).toEqual([
    ["right", "1-placed", true, false],
    ["right", "2-track", true, true],
    ["right", "3-ship", true, false],
    ["planted", "1-placed", false, false],
    ["planted", "2-track", false, false],
    ["planted", "3-ship", false, false],
  ]);
  expect(new Set(violations.map(({ file, rule }) => `${file.split("/")[0]} ${rule}`))).toEqual(
    new Set(["planted lines"]),
  );
});

test("bodies of a shop go their way without a violation", { timeout: 300_000 }, async ({ signal }) => {
  const body = (topic: string, payload: unknown) => {
    const source = { url: "http://localhost:8000", eventId: "1", shopId: "theirs", appVersion: "1.0.0" };
    const bytes = Buffer.from(JSON.stringify({ data: { payload, event: topic }, source, timestamp: 1 }));
    return { file: `${topic}.json`, topic, bytes, headers: {} };
  };
  const key = { entity: "order", operation: "insert", primaryKey: ORDER_ID };
  const bodies = [
    body("checkout.order.placed", { order: orderAnswer(["A 1"], 20) }),
    body("order.written", [{ ...key, versionId: "0fa91ce3e96a4bc2be4bd9ce752c3425" }]),
    body("checkout.order.placed", { order: { ...orderAnswer(), versionId: "0".repeat(32) } }),
    body("product.written", [{ ...key, entity: "product" }]),
  ];
  const verdict = await runBodies({ ...run(signal), bodies });
  expect(verdict.violations).toEqual([]);
  expect(verdict.bodies.map(({ outcome }) => outcome)).toEqual(["delivered", "delivered", "no_order", "no_order"]);
});
