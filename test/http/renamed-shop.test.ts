import { shopFacts } from "@karla/sandbox/shop-facts";
import { shopIdOf } from "@karla/sync/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventFor } from "../fakes/event-for.ts";
import { askAdmin, bearer } from "./ask-admin.ts";
import { SHOP, startAdmin } from "./running-admin.ts";

const RENAMED = "tea-and-more.myshopify.com";
const CONNECTION = { slug: "tea-slug", username: "user", key: "key" };

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
});
afterAll(() => admin.stop());

const tenant = shopIdOf("shopify", SHOP);
const open = (shop: string, url = admin.url) => {
  const host = Buffer.from(`${shop}/admin`).toString("base64url");
  return askAdmin({ url }, `/app?${admin.query(admin.sessionToken({ shop }), { shop, host })}`);
};
const dataOf = async (shop: string, page: string) =>
  (await askAdmin(admin, `/app/${page}.data`, { headers: bearer(admin.sessionToken({ shop })) })).text();

/** Shopify answers under the new name alone. */
function rename(): void {
  admin.shops.set(RENAMED, { books: () => [], facts: { ...shopFacts(SHOP), domain: RENAMED } });
  admin.shops.delete(SHOP);
}

test("a shop that opens the app under another name is the one that it was, in every process", async () => {
  expect((await open(SHOP)).status).toBe(200);
  await admin.store.shops.connect({ platform: "shopify", domain: SHOP, connection: CONNECTION });
  rename();
  // What came before anybody knew whose name it is.
  await admin.store.inbox.accept([eventFor("1", { shopId: shopIdOf("shopify", RENAMED) })]);
  await admin.store.shops.view(shopIdOf("shopify", RENAMED), "shopify");

  expect((await open(RENAMED)).status).toBe(200);
  expect(await dataOf(RENAMED, "connection")).toContain(CONNECTION.slug);
  expect((await open(RENAMED, admin.otherUrl)).status).toBe(200);
  expect(await admin.store.shops.domainOf(tenant)).toBe(RENAMED);
  const { rows: sessions } = await admin.pool.query("SELECT shop FROM session");
  expect(sessions).toEqual([{ shop: RENAMED }]);
  const [turn] = await admin.store.lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
  expect(turn?.lease.shopId).toBe(tenant);
});

test("one that did not say which it is when it was opened is asked again the next time", async () => {
  await admin.pool.query("UPDATE shop SET platform_id = NULL");
  expect((await open(RENAMED)).status).toBe(200);
  const { rows } = await admin.pool.query("SELECT platform_id, domain FROM shop");
  expect(rows).toEqual([{ platform_id: `gid://shopify/Shop/${shopFacts(SHOP).id}`, domain: RENAMED }]);
});
