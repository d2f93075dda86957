import { shopFacts } from "@karla/sandbox/shop-facts";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bytesOf } from "../fixtures/shopify/order-body.ts";
import { askAdmin } from "../http/ask-admin.ts";
import { startAdmin, SHOP as VICTIM } from "../http/running-admin.ts";
import { SHOP } from "../http/running-spine.ts";
import { type HostileShop, startHostileShop } from "./hostile-shop.ts";

const STRANGER = "stranger.myshopify.com";

describe("F26 a signed message that says another shop's name or id", () => {
  let shop: HostileShop;
  beforeAll(async () => {
    shop = await startHostileShop();
  });
  afterEach(() => shop.isUnharmed());
  afterAll(() => shop.stop());

  const names = { id: 1, admin_graphql_api_id: "gid://shopify/Shop/1", domain: SHOP, myshopify_domain: SHOP };
  test.each([
    ["shop/update", STRANGER],
    ["shop/update", SHOP],
    ["app/uninstalled", STRANGER],
    ["app/scopes_update", STRANGER],
    ["orders/updated", STRANGER],
  ])("makes no name anybody else's: %s of %s", async (topic, domain) => {
    const headers = { "X-Shopify-Topic": topic, "X-Shopify-Shop-Domain": domain };
    await shop.post(bytesOf({ ...names, shop_id: 1, shop_domain: SHOP }), { headers });
    expect(await shop.spine.store.names.tenantNamed("shopify", STRANGER)).toBe(shopIdOf("shopify", STRANGER));
    expect(await shop.spine.store.names.tenantNamed("shopify", SHOP)).toBe(shop.shopId);
    expect(await shop.spine.store.shops.domainOf(shop.shopId)).toBe(SHOP);
  });
});

describe("F26 a shop whose name, or what it calls itself, is another shop's", () => {
  let admin: Awaited<ReturnType<typeof startAdmin>>;
  afterAll(() => admin.stop());
  const victim = shopIdOf("shopify", VICTIM);
  const connection = { slug: "victim-slug", username: "user", key: "key" };
  const facts = shopFacts(VICTIM);
  const open = (shop: string) => {
    const host = Buffer.from(`${shop}/admin`).toString("base64url");
    return askAdmin(admin, `/app?${admin.query(admin.sessionToken({ shop }), { shop, host })}`);
  };
  beforeAll(async () => {
    admin = await startAdmin();
    await admin.store.names.settle({ platformId: `gid://shopify/Shop/${facts.id}`, domain: VICTIM, named: VICTIM });
    await admin.store.shops.connect({ platform: "shopify", domain: VICTIM, connection });
  });
  beforeEach(() => {
    admin.shops.set(VICTIM, { books: () => [], facts });
  });

  test("opens nothing of it, and leaves no token: the name was given out again", async () => {
    admin.shops.set(VICTIM, { books: () => [], facts: { ...facts, id: "666" } });
    expect((await open(VICTIM)).status).toBe(500);
    expect((await admin.pool.query("SELECT shop FROM session")).rows).toEqual([]);
    expect((await admin.pool.query("SELECT shop_id, domain FROM shop")).rows).toEqual([
      { shop_id: victim, domain: VICTIM },
    ]);
  });

  test("does not become it: the shop calls itself what another one is called", async () => {
    admin.shops.set(STRANGER, { books: () => [], facts: { ...shopFacts(STRANGER), domain: VICTIM } });
    expect((await open(STRANGER)).status).toBe(500);
    expect(await admin.store.names.tenantNamed("shopify", STRANGER)).not.toBe(victim);
    expect(await admin.store.shops.domainOf(victim)).toBe(VICTIM);
  });
});
