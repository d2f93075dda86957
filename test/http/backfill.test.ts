import { fillBooks } from "@karla/sandbox/fill-books";
import { shopIdOf } from "@karla/sync/ids";
import { newBackfill } from "@karla/sync/new-backfill";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compareOrder } from "../../commands/proof/compare-order.ts";
import { expectedOrder } from "../../commands/proof/expected-order.ts";
import { readCore } from "../../commands/proof/read-core.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
const DAY = 86_400_000;
/** All that happened to them is over: the last story of the books takes some days. */
const books = fillBooks({
  seed: 7,
  orders: 70,
  shopDomain: SHOP,
  startAt: Math.floor((Date.now() - 30 * DAY) / 1000) * 1000,
});

let shop: Awaited<ReturnType<typeof startShop>>;
let writes: string[];
beforeEach(async () => {
  shop = await startShop(() => books.entries.map(({ order }) => order));
  await shop.install();
  writes = [];
  shop.misbehave.next = noteWrites;
});
afterEach(() => shop.stop());

function noteWrites({ method, path }: { method: string; path: string }) {
  if (method === "PUT") writes.push(path.slice(path.lastIndexOf("/") + 1));
  return null;
}

/** Orders that the core does not hold as the shop's own books call for it. */
async function gap(): Promise<string[]> {
  const held = await readCore({ ...shop.core, fetch });
  return books.entries.flatMap(({ order, history }) => {
    const expected = expectedOrder(order, history);
    if (expected.outcome !== "held" || order.deletedAt !== null) return [];
    const inCore = held.get(order.id);
    return inCore === undefined || compareOrder(expected.order, inCore).length > 0 ? [order.name] : [];
  });
}

async function importAll(): Promise<void> {
  await shop.store.backfills.begin(SHOP_ID, newBackfill(null, Date.now()));
  await shop.store.standing.backfill(SHOP_ID);
}

async function finished() {
  await expect
    .poll(async () => (await shop.store.backfills.latest(SHOP_ID))?.state, { timeout: 60_000 })
    .toBe("finished");
  await shop.settled();
  expect(shop.unfinished).toEqual([]);
  return shop.store.backfills.latest(SHOP_ID);
}

test("all orders of a shop are imported, in few requests to the core; imported again they change nothing", async () => {
  await importAll();
  const run = await finished();
  const orders = books.entries.filter(({ order }) => order.deletedAt === null).length;
  expect(run).toMatchObject({ total: orders, done: orders, unread: 0 });
  expect(run?.readSingly).toBeGreaterThan(0);
  expect(await gap()).toEqual([]);
  expect(writes.filter((path) => path === "bulk").length).toBeGreaterThan(0);
  expect(writes.length).toBeLessThan(orders / 2);

  writes = [];
  await importAll();
  await finished();
  expect(writes).toEqual([]);
}, 120_000);

test("a batch that the core gave up half-way is completed order by order", async () => {
  const failures = [{ kind: "cut_after_applying" as const }, { kind: "status" as const, status: 500 }];
  shop.misbehave.next = (request) => {
    noteWrites(request);
    return request.path.endsWith("/bulk") ? (failures.shift() ?? null) : null;
  };
  await importAll();
  await finished();
  expect(failures).toEqual([]);
  expect(await gap()).toEqual([]);
}, 120_000);

test("an import that is paused stops, and goes on where it was", async () => {
  shop.misbehave.next = (request) => {
    noteWrites(request);
    if (writes.length === 1) void shop.store.backfills.pause(SHOP_ID);
    return null;
  };
  await importAll();
  await expect.poll(async () => (await shop.store.backfills.latest(SHOP_ID))?.state).toBe("paused");
  await shop.settled();
  const paused = await shop.store.backfills.latest(SHOP_ID);
  expect(paused?.done).toBeLessThan(paused?.total ?? 0);
  expect(await shop.store.backfills.resume(SHOP_ID)).toBe(true);
  await shop.store.standing.backfill(SHOP_ID);
  await finished();
  expect(await gap()).toEqual([]);
}, 120_000);

test("what comes by webhook meanwhile keeps its place: the newer state of an order stays", async () => {
  for (const { topic, body, webhookId } of books.webhooks) await shop.send(topic, body, { webhookId });
  await importAll();
  await finished();
  expect(await gap()).toEqual([]);
}, 120_000);
