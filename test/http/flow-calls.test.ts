import { fillBooks } from "@karla/sandbox/fill-books";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const { entries, webhooks } = fillBooks({ seed: 5, orders: 20, shopDomain: SHOP });
const sold = entries
  .map(({ order }) => order)
  .find(({ fulfillments, deletedAt, cancelledAt, test: isTest }) => {
    return fulfillments[0]?.status === "success" && deletedAt === null && cancelledAt === null && !isTest;
  });
const orderId = sold?.id ?? "";
let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop(() => entries.map(({ order }) => order));
  await shop.install();
  for (const webhook of webhooks) if (webhook.orderId === orderId) await shop.send(webhook.topic, webhook.body);
  await shop.settled();
});
afterAll(() => shop.stop());

const call = (handle: string, run: string) => ({
  shop_id: "1",
  shopify_domain: SHOP,
  action_run_id: run,
  handle,
  properties: { order_id: `gid://shopify/Order/${orderId}` },
});

/** The requests that change something at the core. */
async function writtenBy(work: () => Promise<unknown>): Promise<string[]> {
  const written: string[] = [];
  shop.misbehave.next = ({ method, path }) => {
    if (method !== "GET") written.push(`${method} ${path}`);
    return null;
  };
  await work();
  await shop.settled();
  shop.advance(5_000);
  await shop.settled();
  shop.misbehave.next = null;
  return written;
}

test("a workflow has an order sent to Karla again, once for each run of its action, however often that comes", async () => {
  const again = await writtenBy(async () => {
    expect(await shop.callFromFlow("flow-action", call("karla-resync-order", "run-1"))).toBe(200);
    expect(await shop.callFromFlow("flow-action", call("karla-resync-order", "run-1"))).toBe(200);
  });
  expect(again).toEqual(["PUT /v1/shops/spine/orders"]);
  const repeated = await writtenBy(() => shop.callFromFlow("flow-action", call("karla-resync-order", "run-1")));
  expect(repeated).toEqual([]);
});

test("a workflow mutes an order, and nothing is sent for that", async () => {
  const written = await writtenBy(() => shop.callFromFlow("flow-action", call("karla-mute-order", "run-2")));
  expect(written).toEqual([]);
  const shopId = shopIdOf("shopify", SHOP);
  expect([await shop.store.muted.isMuted(shopId, orderId), await shop.store.muted.isMuted(shopId, "1")]).toEqual([
    true,
    false,
  ]);
});

test("H1: who has not the secret changes nothing, and is told so", async () => {
  const before = (await shop.store.status.read()).events;
  expect(await shop.callFromFlow("flow-action", call("karla-resync-order", "run-3"), "AAAA")).toBe(401);
  expect((await shop.store.status.read()).events).toEqual(before);
});

test("the newest that Flow says of a trigger is kept, and it is answered at once", async () => {
  const use = (isUsed: boolean, minute: number) => ({
    flow_trigger_definition_id: "Parcel delivered",
    has_enabled_flow: isUsed,
    shop_id: "1",
    shopify_domain: SHOP,
    timestamp: `2026-11-24T09:0${minute}:00Z`,
  });
  expect(await shop.callFromFlow("flow-trigger", use(true, 2))).toBe(200);
  expect(await shop.callFromFlow("flow-trigger", use(false, 1))).toBe(200);
  expect(await shop.callFromFlow("flow-trigger", use(false, 3), "AAAA")).toBe(401);
  await shop.settled();
  expect(await shop.store.triggerUses.of(shopIdOf("shopify", SHOP))).toEqual([
    { trigger: "Parcel delivered", isUsed: true, at: "2026-11-24T09:02:00.000Z" },
  ]);
});
