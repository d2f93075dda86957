import { type ShopId, shopIdOf } from "@karla/sync/ids";
import { untried } from "@karla/sync/try-effect";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { done } from "../../../test/contract/engine/lanes-harness.ts";
import { eventFor } from "../../../test/fakes/event-for.ts";
import { sampleOrder } from "../../sync/src/order/sample-order.fixture.ts";
import { type StoreAtATime, storeAtATime } from "./store-at-a-time.fixture.ts";

const SHOP = shopIdOf("shopify", "a.myshopify.com");
const OTHER = shopIdOf("shopify", "b.myshopify.com");
const REQUEST = { limit: 1, leaseMs: 30_000, maxEvents: 10 };

let store: StoreAtATime;

beforeAll(async () => {
  store = await storeAtATime();
});
beforeEach(() => store.empty());
afterAll(() => store.drop());

/** An order that is in the books, and owed. */
async function keep(shopId: ShopId, id: string): Promise<void> {
  const { inbox, lanes } = store.open();
  store.at.now += 1_000;
  await inbox.accept([eventFor(id, { shopId })]);
  const [turn] = await lanes.claim(REQUEST);
  if (turn === undefined) throw new Error("nothing was due");
  const order = {
    order: { ...sampleOrder(), id },
    version: 1,
    status: "pending" as const,
    reason: null,
    delivered: null,
  };
  const owe = [{ effect: "order" as const, version: 1, dueAt: store.at.now }];
  await lanes.absorb(turn.lease, { ...done(turn), order, owe }, { next: null });
}

async function names(shopId: ShopId, limit: number): Promise<string[]> {
  const found: string[] = [];
  for await (const { order } of store.open().samples.newest(shopId, limit)) found.push(order.id);
  return found;
}

test("the last changed orders of a shop are read newest first, page by page, and no other shop's", async () => {
  for (let id = 1; id <= 120; id += 1) await keep(SHOP, String(id));
  await keep(OTHER, "999");
  const newest = Array.from({ length: 120 }, (_, n) => String(120 - n));
  expect(await names(SHOP, 1_000)).toEqual(newest);
  expect(await names(SHOP, 60)).toEqual(newest.slice(0, 60));
  expect(await names(OTHER, 10)).toEqual(["999"]);
  expect(await names(shopIdOf("shopify", "none.myshopify.com"), 10)).toEqual([]);
});

test("a delivery names the version of the mapping that made its payload", async () => {
  await keep(SHOP, "1");
  const { lanes } = store.open();
  await store.pool.query("UPDATE lane SET due_at = $1", [new Date(store.at.now)]);
  const [turn] = await lanes.claim(REQUEST);
  const item = turn?.outbox[0];
  if (turn === undefined || item === undefined) throw new Error("nothing is owed");
  const effect = { ...untried(item, store.at.now), state: "delivered" as const, tried: true, mappingVersion: 7 };
  expect(await lanes.settle(turn.lease, { effects: [effect], order: null }, null)).toBe(true);
  const { rows } = await store.pool.query("SELECT effect, mapping_version FROM delivery");
  expect(rows).toEqual([{ effect: "order", mapping_version: 7 }]);
});

test("an order is found by its id in its own shop alone, and the last ones are named", async () => {
  await keep(SHOP, "7");
  await keep(SHOP, "8");
  const { samples } = store.open();
  expect((await samples.find(SHOP, "7"))?.order.id).toBe("7");
  expect(await samples.find(OTHER, "7")).toBeNull();
  expect((await samples.names(SHOP, 1)).map(({ id }) => id)).toEqual(["8"]);
});
