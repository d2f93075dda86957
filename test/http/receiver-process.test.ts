import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { signSessionToken } from "@karla/sandbox/session-token";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendWebhook } from "../../commands/conformance/send-webhook.ts";
import { createProcessGroup } from "../../commands/process-group.ts";
import type { FreshDatabase } from "../setup/fresh-database.ts";
import { migratedDatabase } from "../setup/migrated-database.ts";

const SHOP = "tea.myshopify.com";
const APP = { clientId: "client-of-the-tests", clientSecret: "hush" };
const ORDER = encodeURIComponent("gid://shopify/Order/1001");

let database: FreshDatabase;
let receiver = "";
const dataDir = mkdtempSync(join(tmpdir(), "karla-extension-"));
let group: ReturnType<typeof createProcessGroup>;
beforeAll(async () => {
  database = await migratedDatabase();
  group = createProcessGroup({ dataDir, env: { DATABASE_URL: database.url, KARLA_DATA_DIR: dataDir } });
  const env = { SHOPIFY_API_KEY: APP.clientId, SHOPIFY_API_SECRET: APP.clientSecret, PORT: "0" };
  receiver = (await group.start("receiver", "app/main.ts", env)).url;
});
afterAll(async () => {
  await group.stop();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(path: string, method = "GET", secret = APP.clientSecret) {
  const token = signSessionToken({ ...APP, clientSecret: secret, shop: SHOP, now: Date.now(), userId: "7" });
  const response = await fetch(receiver + path, { method, headers: { Authorization: `Bearer ${token}` } });
  return [response.status, await response.text()];
}

test("the receiver's own process answers the extensions, whose wish is an event of its inbox", async () => {
  expect(await ask(`/extension/order?id=${ORDER}`)).toEqual([200, '{"outcome":"nothing"}']);
  expect(await ask(`/extension/order/resync?id=${ORDER}`, "POST", "theirs")).toEqual([401, ""]);
  expect(await ask(`/extension/order/resync?id=${ORDER}`, "POST")).toEqual([200, '{"outcome":"asked"}']);
  const { rows } = await database.pool.query("SELECT source, topic, lane_key, state FROM inbox_event");
  expect(rows).toEqual([{ source: "shopify", topic: "flow/action", lane_key: "1001", state: "pending" }]);
  const [status, text] = await ask(`/extension/order?id=${ORDER}`);
  expect([status, JSON.parse(String(text)).order.underWay]).toEqual([200, true]);
});

test("pages that wait for the database take no connection from webhooks, and are all answered in the end", async () => {
  const client = await database.pool.connect();
  await client.query("BEGIN; LOCK TABLE shop_order IN ACCESS EXCLUSIVE MODE");
  const opened = Promise.all(Array.from({ length: 30 }, (_, n) => ask(`/extension/order?id=${ORDER}${n}`)));
  await expect.poll(waitingForLock).toBeGreaterThan(1);
  for (const id of [2001, 2002, 2003]) expect(await deliver(id)).toBe(200);
  // Longer than a sender waits.
  await setTimeout(2_500);
  expect(await deliver(2004)).toBe(200);
  await client.query("ROLLBACK");
  client.release();
  expect((await opened).filter(([status]) => status !== 200)).toEqual([]);
});

async function waitingForLock(): Promise<number> {
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.n ?? 0;
}

function deliver(id: number): Promise<number> {
  const bytes = Buffer.from(JSON.stringify({ id }));
  const delivery = { topic: "orders/create", domain: SHOP, webhookId: randomUUID(), bytes, headers: {} };
  return sendWebhook(delivery, { url: `${receiver}/webhooks/shopify`, secret: APP.clientSecret });
}
