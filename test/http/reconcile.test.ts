import { fillBooks } from "@karla/sandbox/fill-books";
import { seededRandom } from "@karla/sandbox/random";
import { shopIdOf } from "@karla/sync/ids";
import { newReconciliation } from "@karla/sync/new-reconciliation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareOrder } from "../../commands/proof/compare-order.ts";
import { expectedOrder } from "../../commands/proof/expected-order.ts";
import { readCore } from "../../commands/proof/read-core.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
const LOST = 0.3;
const books = fillBooks({ seed: 5, orders: 80, shopDomain: SHOP });
const random = seededRandom(11);
const sent = books.webhooks.filter(() => random.next() >= LOST);

let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop(() => books.entries.map(({ order }) => order));
  await shop.install();
});
afterAll(() => shop.stop());

/** Orders that the core does not hold as the shop's own books call for it. */
async function gap(): Promise<string[]> {
  const held = await readCore({ ...shop.core, fetch });
  return books.entries.flatMap(({ order, history }) => {
    const expected = expectedOrder(order, history);
    if (expected.outcome !== "held") return [];
    const inCore = held.get(order.id);
    return inCore === undefined || compareOrder(expected.order, inCore).length > 0 ? [order.name] : [];
  });
}

async function reconcile() {
  const { reconciliations, standing } = shop.store;
  const before = (await reconciliations.finished(SHOP_ID, 1))[0]?.id;
  await standing.reconcile(SHOP_ID);
  const last = async () => (await reconciliations.finished(SHOP_ID, 1))[0];
  await expect.poll(async () => (await last())?.id, { timeout: 60_000 }).not.toBe(before);
  await shop.settled();
  const run = await last();
  if (run === undefined) throw new Error("there is no finished reconciliation");
  return run;
}

test("of a shop that lost three of ten messages every order is found, read and brought to the core; the next time nothing is", async () => {
  for (const { topic, body, webhookId } of sent) await shop.send(topic, body, { webhookId });
  await shop.settled();
  const missed = await gap();
  expect(missed.length).toBeGreaterThan(5);

  // Everything since before the books begin; by itself the first one looks at the last day.
  const since = Date.UTC(2026, 10, 2);
  await shop.store.reconciliations.keep(SHOP_ID, newReconciliation(since, Date.now()));
  const first = await reconcile();
  expect(await gap()).toEqual([]);
  expect(first.unread).toBe(0);
  expect(first.listed).toBe(books.entries.filter(({ order }) => order.deletedAt === null).length);
  const found = await shop.store.reconciliations.finds(SHOP_ID, first.id);
  expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(missed));

  const writes: string[] = [];
  shop.misbehave.next = (request) => {
    if (request.method !== "GET") writes.push(request.path);
    return null;
  };
  const second = await reconcile();
  expect(second).toMatchObject({ missing: 0, stale: 0, repaired: 0 });
  expect(writes).toEqual([]);
}, 120_000);
