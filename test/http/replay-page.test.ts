import { shopIdOf } from "@karla/sync/ids";
import { REDELIVERY } from "@karla/sync/replay-terms";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { keepOrder } from "../setup/keep-order.ts";
import { askAdmin, bearer } from "./ask-admin.ts";
import { SHOP, startAdmin } from "./running-admin.ts";

const MINE = shopIdOf("shopify", SHOP);
const OTHER = shopIdOf("shopify", "other.myshopify.com");

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
  // The first visit makes the shop known.
  await page("/app/order.data?order=1");
  await admin.store.shops.makeKnown({ platform: "shopify", domain: "other.myshopify.com" });
});
beforeEach(async () => {
  await admin.pool.query("TRUNCATE inbox_event, lane, outbox, shop_order");
  await keepOrder(admin.store, MINE, "1001");
  await keepOrder(admin.store, OTHER, "2002");
});
afterAll(() => admin.stop());

async function page(path: string): Promise<{ status: number; said: string }> {
  const response = await askAdmin(admin, path, { headers: bearer(admin.sessionToken()) });
  return { status: response.status, said: await response.text() };
}

async function ask(wish: unknown): Promise<{ status: number; said: string }> {
  const response = await askAdmin(admin, "/app/order.data", {
    method: "POST",
    headers: { ...bearer(admin.sessionToken()), "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
  return { status: response.status, said: await response.text() };
}

const WISH = { intent: "send", order: "1001", version: 1, withEffects: false };
const wishes = async () => {
  const text = "SELECT shop_id, lane_key, headers FROM inbox_event WHERE topic = $1";
  const { rows } = await admin.pool.query(text, [REDELIVERY]);
  return rows.map(({ shop_id, lane_key, headers }) => [
    shop_id,
    lane_key,
    JSON.parse(JSON.parse(headers)["karla-replay"]),
  ]);
};

test("an order of the shop is shown as it would be sent, and nothing is asked for", async () => {
  const { status, said } = await page("/app/order.data?order=1001");
  expect([status, await wishes()]).toEqual([200, []]);
  for (const word of ["#1001", "not_connected", "refresh_order", "does"]) expect(said).toContain(word);
  expect(said).not.toContain("ada@example.com");
});

test("another shop's order is none of this one's, to look at or to send", async () => {
  const { said } = await page("/app/order.data?order=2002");
  expect(said).toContain("not_in_books");
  expect(said).not.toContain("#2002");
  expect((await ask({ ...WISH, order: "2002" })).status).toBe(409);
  expect(await wishes()).toEqual([]);
});

test("it is sent as it was seen, and its way can be followed", async () => {
  const { status, said } = await ask(WISH);
  expect([status, await wishes()]).toEqual([200, [[MINE, "1001", { withEffects: false, mapping: null, version: 1 }]]]);
  const [id = ""] = /[0-9a-f]{64}/.exec(said) ?? [];
  expect((await page(`/app/order.data?order=1001&sent=${id}`)).said).toContain("under_way");
});

test("what has changed since it was seen is not sent", async () => {
  await admin.pool.query("UPDATE shop_order SET version = 2");
  const { status, said } = await ask(WISH);
  expect([status, await wishes()]).toEqual([409, []]);
  expect(said).toContain("newer_state");
});

test.each(["", "?order=", "?order=a%2Fb", `?order=${"1".repeat(65)}`])(
  "an address without an order, %j, leads nowhere",
  async (query) => {
    expect((await page(`/app/order.data${query}`)).status).toBe(404);
  },
);

test.each([
  [{}],
  [[]],
  [{ ...WISH, intent: "drop" }],
  [{ ...WISH, version: "1" }],
  [{ ...WISH, order: "../shop" }],
  [{ ...WISH, withEffects: 1 }],
])("what is no wish of ours, %j, is none", async (wish) => {
  expect((await ask(wish)).status).toBe(400);
  expect(await wishes()).toEqual([]);
});
