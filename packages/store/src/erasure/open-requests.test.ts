import { createHash, randomBytes } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { FreshDatabase } from "../../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../../test/setup/migrated-database.ts";
import { quietLog } from "../../../../test/setup/quiet-log.ts";
import { createKeyring, sealKeyOf } from "../keyring.ts";
import { openStore } from "../open-store.ts";

const DAY_MS = 86_400_000;
const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const NOTHING = { orders: 0, givenToCore: 0 };

let database: FreshDatabase;
let store: ReturnType<typeof openStore>;
const clock = { at: 0, now: () => clock.at };

beforeAll(async () => {
  database = await migratedDatabase();
  const master = createKeyring({ current: sealKeyOf(randomBytes(32)) });
  store = openStore({ platform: "shopify", pool: database.pool, master, clock, log: quietLog });
});
beforeEach(async () => {
  clock.at = Date.UTC(2026, 10, 30, 12);
  await database.pool.query("TRUNCATE inbox_event, lane, erasure, problem");
});
afterAll(() => database.drop());

async function receive(shopId = SHOP): Promise<string> {
  const [eventKey, body] = [randomBytes(32), randomBytes(8)];
  const bodyHash = createHash("sha256").update(body).digest();
  const event = { source: "shopify" as const, topic: "customers/data_request", eventKey, bodyHash, laneKey: "shop" };
  await store.inbox.accept([{ shopId, ...event, body, headers: {} }]);
  return eventKey.toString("hex");
}

const finish = (request: string) =>
  database.pool.query(
    "UPDATE inbox_event SET state = 'done', reason = 'data_request', finished_at = $2 WHERE event_key = decode($1, 'hex')",
    [request, new Date(clock.at)],
  );

/** What a worker does: it raises the problem first, so that one that dies in between has told of it. */
async function ask(shopId = SHOP): Promise<string> {
  const request = await receive(shopId);
  await store.problems.raise(shopId, "data_requested");
  await finish(request);
  return request;
}

const isOpen = () => store.problems.isOpen(SHOP, "data_requested");

test("the problem says how many wait and how long the first one may, wherever it is told", async () => {
  await ask();
  clock.at += 10 * DAY_MS;
  await ask();
  await ask(OTHER);
  const about = { open: "2", until: "2026-12-30", days: "20" };
  expect((await store.home.of(SHOP)).problems).toMatchObject([{ code: "data_requested", about }]);
  expect(await store.notices.of(SHOP)).toMatchObject([{ code: "data_requested", about, isOpen: true }]);
});

test("it closes with the last request, and what is asked for later opens it anew", async () => {
  const [first, second] = [await ask(), await ask()];
  expect(await store.dataRequests.answer(SHOP, first, NOTHING)).toBe(true);
  expect(await isOpen()).toBe(true);
  expect(await store.dataRequests.answer(SHOP, second, NOTHING)).toBe(true);
  expect(await isOpen()).toBe(false);
  expect(await store.dataRequests.answer(SHOP, second, NOTHING)).toBe(false);
  clock.at += DAY_MS;
  await ask();
  expect(await store.notices.of(SHOP)).toMatchObject([{ isOpen: true, openedAt: clock.at }]);
});

test("one that is under way when another is answered keeps it open", async () => {
  const first = await ask();
  clock.at += 1;
  const second = await receive();
  await store.problems.raise(SHOP, "data_requested");
  await store.dataRequests.answer(SHOP, first, NOTHING);
  expect(await isOpen()).toBe(true);
  await finish(second);
  await store.dataRequests.answer(SHOP, second, NOTHING);
  expect(await isOpen()).toBe(false);
});

test("of two that are answered at the same moment one closes it", async () => {
  for (let times = 0; times < 10; times += 1) {
    const requests = [await ask(), await ask(), await ask()];
    await Promise.all(requests.map((request) => store.dataRequests.answer(SHOP, request, NOTHING)));
    expect(await isOpen()).toBe(false);
  }
});
