import { type ShopId, shopIdOf } from "@karla/sync/ids";
import type { OpenAccount } from "@karla/sync/ledger";
import { dayOf, daysAfter, instantsOf } from "@karla/sync/shop-day";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askAdmin, bearer } from "./ask-admin.ts";
import { SHOP, startAdmin } from "./running-admin.ts";

const MINE = shopIdOf("shopify", SHOP);
const OTHER = shopIdOf("shopify", "other.myshopify.com");
const ZONE = "Asia/Tokyo";

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
  // The first visit makes the shop known.
  await page();
});
beforeEach(() => admin.pool.query("TRUNCATE day_account, ledger_find, outbox"));
afterAll(() => admin.stop());

async function page(path = "/app/certificate.data"): Promise<string> {
  const response = await askAdmin(admin, path, { headers: bearer(admin.sessionToken()) });
  expect(response.status).toBe(200);
  return response.text();
}

async function ask(wish: unknown): Promise<{ status: number; said: string }> {
  const response = await askAdmin(admin, "/app/certificate.data", {
    method: "POST",
    headers: { ...bearer(admin.sessionToken()), "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
  return { status: response.status, said: await response.text() };
}

const today = () => dayOf(Date.now(), ZONE);

/** A finished account with an order of this name missing. */
async function count(shopId: ShopId, day: string, missing: string): Promise<void> {
  const { from, to } = instantsOf(day, ZONE);
  const begins = new Date(from).toISOString();
  const account: OpenAccount = {
    id: crypto.randomUUID(),
    day,
    zone: ZONE,
    from: begins,
    to: new Date(to).toISOString(),
    inShop: 4,
    inBooks: 3,
    inCore: 3,
    skipped: {},
    missing: 1,
    gaps: [{ id: "1", name: missing, placedAt: begins, why: "not_in_books" }],
    worstDelayMs: 1_000,
    startedAt: begins,
    finishedAt: begins,
    list: { from: begins, after: null, ended: true },
    toAsk: [],
  };
  await admin.store.ledger.keep(shopId, account);
}
const open = async () => (await admin.store.ledger.open(MINE)).map(({ day }) => day);

test("the page shows its own shop's days alone, those of the last 90 days", async () => {
  await count(MINE, today(), "#new");
  await count(MINE, daysAfter(today(), -89), "#oldest");
  await count(MINE, daysAfter(today(), -90), "#too-old");
  await count(OTHER, today(), "#foreign");
  const text = await page();
  expect(text).toContain("#new");
  expect(text).toContain("#oldest");
  expect(text).not.toContain("#too-old");
  expect(text).not.toContain("#foreign");
});

test("the home page has today's account, and no other", async () => {
  await count(MINE, today(), "#new");
  await count(MINE, daysAfter(today(), -1), "#yesterday");
  const text = await page("/app.data");
  expect(text).toContain("#new");
  expect(text).not.toContain("#yesterday");
});

test("to count again asks for today in the shop's calendar, once, and for a worker", async () => {
  await count(MINE, daysAfter(today(), -1), "#yesterday");
  expect(await ask({ intent: "count" })).toMatchObject({ status: 200 });
  await ask({ intent: "count" });
  expect(await open()).toEqual([today()]);
  const { rows } = await admin.pool.query("SELECT effect FROM outbox WHERE shop_id = $1", [MINE]);
  expect(rows).toEqual([{ effect: "certify" }]);
});

test("before the first account it is left to the worker, which asks the shop for its calendar", async () => {
  await ask({ intent: "count" });
  expect(await open()).toEqual([]);
  const { rows } = await admin.pool.query("SELECT effect FROM outbox WHERE shop_id = $1", [MINE]);
  expect(rows).toEqual([{ effect: "certify" }]);
});

test.each(["csv", "json"])("as %s its own shop's days are written, and no other's", async (intent) => {
  await count(MINE, today(), "#new");
  await count(OTHER, today(), "#foreign");
  const { status, said } = await ask({ intent });
  expect(status).toBe(200);
  expect(said).toContain("#new");
  expect(said).not.toContain("#foreign");
});

test.each([[{}], [[]], [{ intent: "xml" }]])("what is no wish of ours, %j, is none", async (wish) => {
  expect(await ask(wish)).toMatchObject({ status: 400 });
});
