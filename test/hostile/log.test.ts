import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OrderSettings } from "@karla/sync/settings";
import { afterAll, beforeAll, expect, test } from "vitest";
import { childEnv } from "../../commands/env.ts";
import { type StartedProcess, startProcess } from "../../commands/start-process.ts";
import { createKeyring, sealKeyOf } from "../../packages/store/src/keyring.ts";
import { openStore } from "../../packages/store/src/open-store.ts";
import { addressBody, lineBody, orderBody } from "../fixtures/shopify/order-body.ts";
import { SHOP, type Spine, startSpine } from "../http/running-spine.ts";
import type { FreshDatabase } from "../setup/fresh-database.ts";
import { migratedDatabase } from "../setup/migrated-database.ts";
import { quietLog } from "../setup/quiet-log.ts";

/*
 * The real receiver and worker, as they log when they log most, with a core that refuses every order.
 */
const SECRET = "secret-of-the-app-itself";
const dataDir = mkdtempSync(join(tmpdir(), "karla-log-"));
let database: FreshDatabase;
let core: Spine;
let receiver: StartedProcess;
let worker: StartedProcess;

beforeAll(async () => {
  [database, core] = await Promise.all([migratedDatabase(), startSpine()]);
  core.misbehave.next = (request) => (request.method === "PUT" ? { kind: "status", status: 422 } : null);
  const masterKey = randomBytes(32);
  const master = createKeyring({ current: sealKeyOf(masterKey) });
  const store = openStore({
    platform: "shopify",
    pool: database.pool,
    master,
    clock: { now: () => Date.now() },
    log: quietLog,
  });
  const connection = { slug: core.core.slug, username: core.core.user, key: core.core.key };
  await store.shops.connect({ platform: "shopify", domain: SHOP, connection, settings: OrderSettings.parse({}) });
  const env = childEnv({
    DATABASE_URL: database.url,
    KARLA_DATA_DIR: dataDir,
    KARLA_MASTER_KEY: masterKey.toString("base64"),
    KARLA_API_URL: core.core.url,
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_API_KEY: undefined,
    LOG_LEVEL: "debug",
  });
  const start = (name: string) => startProcess({ name, script: `app/${name}.ts`, env, logFile: join(dataDir, name) });
  [receiver, worker] = await Promise.all([start("main"), start("worker")]);
});
afterAll(async () => {
  await Promise.all([receiver.stop(), worker.stop()]);
  await Promise.all([core.stop(), database.drop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

let nextId = 7_100_000_000_001;
/** An order in which every text is this one; refused by the core, or unusable. */
async function send(text: string, { topic = "orders/create", usable = true, path = "", signed = true } = {}) {
  const order = orderBody({
    id: nextId++,
    admin_graphql_api_id: null,
    name: text,
    note: text,
    email: text,
    tags: text,
    test: false,
    cancelled_at: null,
    note_attributes: [{ name: text, value: text }],
    shipping_address: addressBody({ name: text, address1: text, zip: text }),
    line_items: [lineBody({ title: text, sku: text })],
    ...(!usable && { total_price: text }),
  });
  const body = JSON.stringify(order);
  const header = Buffer.from(text.replaceAll(/[^\x20-\x7e\x80-\xff]/g, "?"), "latin1").toString("latin1");
  const answer = await fetch(`${receiver.url}/webhooks/shopify${path}`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": header,
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": SHOP,
      "X-Shopify-Webhook-Id": randomUUID(),
      "X-Shopify-Event-Id": header,
      "X-Shopify-Hmac-Sha256": signed ? createHmac("sha256", SECRET).update(body).digest("base64") : header,
    },
  });
  return answer.status;
}

/** The lines of both processes once nothing of what was sent is under way. */
async function lines(): Promise<string[]> {
  const pending = "SELECT FROM inbox_event WHERE state = 'pending'";
  await expect.poll(async () => (await database.pool.query(pending)).rowCount).toBe(0);
  const orders = "SELECT lane_key AS lane FROM outbox WHERE effect = 'order'";
  const { rows } = await database.pool.query<{ lane: string }>(orders);
  expect(rows.length).toBeGreaterThan(0);
  const read = () =>
    ["main", "worker"].flatMap((name) => readFileSync(join(dataDir, name), "utf8").trimEnd().split("\n"));
  // Each was tried, and has a line that says so.
  await expect
    .poll(() => rows.filter(({ lane }) => !read().some((line) => line.includes(`"lane":"${lane}"`))))
    .toEqual([]);
  return read();
}

async function sendEverywhere(text: string): Promise<void> {
  expect(await send(text)).toBe(200);
  expect(await send(text, { usable: false })).toBe(200);
  expect(await send(text, { topic: text.replaceAll(/[^\x21-\x7e]/g, "-") })).toBe(200);
  expect(await send(text, { signed: false })).toBe(401);
  expect([404, 200]).toContain(await send(text, { path: `?${encodeURIComponent(text)}` }));
  expect(await send(text, { path: `/${encodeURIComponent(text)}` })).not.toBe(200);
}

test.each([
  ["a line that looks like ours", 'x\r\n{"level":"error","msg":"planted","process":"main"}'],
  ["a line feed alone", 'x\n{"level":"error","msg":"planted"}'],
  ["other line ends", 'x\u2028{"msg":"planted"}\u2029\u0085\v\f'],
  ["escapes of a terminal", "\x1b[2J\x1b]0;planted\x07\x9b31m"],
  ["the end of a text", '","msg":"planted","x":"'],
])("B22 one event is one line, whatever is in it: %s", async (_name, text) => {
  await sendEverywhere(text);
  const all = await lines();
  for (const line of all) {
    expect(Object.keys(JSON.parse(line))).toEqual(expect.arrayContaining(["level", "time", "msg"]));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
    expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/);
    expect(JSON.parse(line).msg).not.toBe("planted");
  }
  const said = all.map((line) => JSON.parse(line).msg);
  expect(said).toEqual(expect.arrayContaining(["webhook stored", "webhook refused", "not delivered"]));
});

test.each([
  "shpat_0123456789abcdef0123456789abcdef",
  "shpss_0123456789abcdef0123456789abcdef",
  "shprt_0123456789abcdef0123456789abcdef",
  "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  "Basic dXNlcjpwYXNzd29yZA==",
  "Bearer eyJhbGciOiJIUzI1NiJ9.eyJkZXN0IjoieCJ9.c2lnbmF0dXJl",
  "-----BEGIN PRIVATE KEY-----",
  "postgres://user:pass@db.example.com/karla",
])("B23 what looks like a secret is in no line: %s", async (secret) => {
  await sendEverywhere(secret);
  const all = (await lines()).join("\n");
  for (const text of [secret, secret.split(" ").at(-1) ?? "", encodeURIComponent(secret), SECRET, core.core.key]) {
    expect(all).not.toContain(text);
  }
});
