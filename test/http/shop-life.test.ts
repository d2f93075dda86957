import { randomUUID } from "node:crypto";
import { type AppEvent, appWebhook } from "@karla/sandbox/app-webhook";
import { shopIdOf } from "@karla/sync/ids";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
let shop: Awaited<ReturnType<typeof startShop>>;

beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.stop());

async function tell(event: AppEvent): Promise<number> {
  const { topic, body, webhookId } = appWebhook(event, { shopDomain: SHOP, at: Date.now(), uuid: randomUUID });
  return shop.send(topic, body, { webhookId });
}
const uninstalled = { event: "uninstalled" } as const;
const sessions = () => shop.sessions().findSessionsByShop(SHOP);
const endedAt = () => shop.store.shops.accessEndedAt(SHOP);

describe("F22 an uninstall", () => {
  test("with a token that has run out is acknowledged without asking anybody, and its session goes once the shop refuses it", async () => {
    await shop.install({ runOut: true });
    shop.tokens.uninstall(SHOP);
    // Whoever asked the shop's admin on the way of the webhook would wait for ever.
    shop.plays.next = { kind: "hang" };
    expect(await tell(uninstalled)).toBe(200);
    expect(await sessions()).toHaveLength(1);
    shop.plays.next = null;
    shop.advance(15_000);
    await expect.poll(sessions, { timeout: 20_000 }).toEqual([]);
    expect(await endedAt()).not.toBeNull();
    await shop.settled();
  }, 120_000);

  test("that is told while the app is installed changes nothing", async () => {
    await shop.install();
    expect(await tell(uninstalled)).toBe(200);
    await shop.settled();
    expect(shop.asked.map(({ to }) => to)).toEqual(["graphql"]);
    expect(await sessions()).toHaveLength(1);
    expect(await endedAt()).toBeNull();
  });

  test("of a shop that cannot be asked ends nothing before it can", async () => {
    await shop.install();
    shop.plays.next = { kind: "status", status: 503 };
    expect(await tell(uninstalled)).toBe(200);
    const failed = async () => (await shop.store.breakers.read(SHOP_ID, "platform")).failures;
    await expect.poll(failed).toBeGreaterThan(0);
    expect(await sessions()).toHaveLength(1);
    expect(await endedAt()).toBeNull();
    shop.plays.next = null;
    shop.advance(60_000);
    await shop.settled();
    expect(await sessions()).toHaveLength(1);
  });

  test("that is told late, after the app was installed again, leaves the new session alone", async () => {
    await shop.install();
    shop.tokens.uninstall(SHOP);
    await shop.install();
    const [before] = await sessions();
    expect(await tell(uninstalled)).toBe(200);
    await shop.settled();
    expect((await sessions()).map(({ accessToken }) => accessToken)).toEqual([before?.accessToken]);
    expect(await endedAt()).toBeNull();
  });

  test.each(["customers/data_request", "customers/redact", "shop/redact"])(
    "is no hindrance for %s, which is stored without a session",
    async (topic) => {
      const body = { shop_id: 1, shop_domain: SHOP };
      const customer = { ...body, customer: { id: 1 }, orders_to_redact: [] };
      const request = { ...body, customer: { id: 1 }, orders_requested: [], data_request: { id: 1 } };
      const bodies: Record<string, object> = { "customers/data_request": request, "customers/redact": customer };
      expect(await shop.send(topic, JSON.stringify(bodies[topic] ?? body))).toBe(200);
      await shop.settled();
      expect(shop.asked).toEqual([]);
      expect((await shop.store.status.read()).events).toMatchObject({ done: 1, quarantined: 0 });
    },
  );
});

describe("other scopes", () => {
  test("are kept with the session; without read_orders no order is read, until it is granted again", async () => {
    await shop.install();
    const readsOrders = async () => (await shop.store.shops.viewNow(SHOP_ID)).readsOrders;
    expect(await readsOrders()).toBe(true);
    shop.tokens.grant(SHOP, ["read_fulfillments"]);
    expect(await tell({ event: "scopes_changed", previous: ["read_orders"], current: ["read_fulfillments"] })).toBe(
      200,
    );
    await shop.settled();
    expect(await sessions()).toMatchObject([{ scope: "read_fulfillments" }]);
    expect(await readsOrders()).toBe(false);
    shop.tokens.grant(SHOP, ["read_orders"]);
    expect(await tell({ event: "scopes_changed", previous: ["read_fulfillments"], current: ["read_orders"] })).toBe(
      200,
    );
    await shop.settled();
    expect(await readsOrders()).toBe(true);
  });
});
