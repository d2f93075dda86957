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

/** A finished account with an order of this name missing, and one left out whose name has `-left-out` behind it. */
async function count(shopId: ShopId, day: string, missing: string, inShop = 5): Promise<void> {
  const { from, to } = instantsOf(day, ZONE);
  const begins = new Date(from).toISOString();
  const account: OpenAccount = {
    id: crypto.randomUUID(),
    day,
    zone: ZONE,
    from: begins,
    to: new Date(to).toISOString(),
    inShop,
    inBooks: 4,
    inCore: 3,
    skipped: { no_zip: 1 },
    leftOut: [{ id: "2", name: `${missing}-left-out`, placedAt: begins, reason: "no_zip" }],
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

/** An order of this name that a comparison found, placed as the day began. */
async function find(shopId: ShopId, day: string, name: string): Promise<void> {
  await admin.pool.query(
    "INSERT INTO ledger_find VALUES ($1, gen_random_uuid(), $2, $2, $3, 'missing', 'repaired', now())",
    [shopId, name, new Date(instantsOf(day, ZONE).from)],
  );
}

const open = async () => (await admin.store.ledger.open(MINE)).map(({ day }) => day);

/** Orders of a day, as no other figure of a page is. */
const [FIGURE, OTHER_FIGURE] = [987_654_321, 987_654_322];

test("the page has what its own shop's days come to, those of the last 90 days, and no order by name", async () => {
  const [oldest, tooOld] = [daysAfter(today(), -89), daysAfter(today(), -90)];
  await count(MINE, today(), "#new", FIGURE);
  await count(MINE, oldest, "#oldest");
  await count(MINE, tooOld, "#too-old");
  await count(OTHER, today(), "#foreign", OTHER_FIGURE);
  const text = await page();
  expect(text).toContain(String(FIGURE));
  expect(text).toContain(`"${oldest}"`);
  expect(text).not.toContain(`"${tooOld}"`);
  expect(text).not.toContain(String(OTHER_FIGURE));
  expect(text).not.toMatch(/#(new|oldest)/);
});

test("a day's page names the orders of its own shop and day: what is missing, what was left out and what was found", async () => {
  const yesterday = daysAfter(today(), -1);
  await count(MINE, today(), "#new");
  await count(MINE, yesterday, "#yesterday");
  await count(OTHER, yesterday, "#foreign");
  await find(MINE, yesterday, "#found");
  await find(MINE, today(), "#found-today");
  await find(OTHER, yesterday, "#found-elsewhere");
  const text = await page(`/app/certificate.data?day=${yesterday}`);
  const names = [...text.matchAll(/#[a-z-]+/g)].map(([name]) => name);
  expect(new Set(names)).toEqual(new Set(["#yesterday", "#yesterday-left-out", "#found"]));
});

test.each(["2020-01-01", "%00", "' OR 1=1"])(
  "of %j, which is no day of the last 90, the page names none",
  async (day) => {
    await count(MINE, today(), "#new");
    expect(await page(`/app/certificate.data?day=${day}`)).not.toContain("#new");
  },
);

test("the home page has what today comes to, and no other day", async () => {
  await count(MINE, daysAfter(today(), -1), "#yesterday", OTHER_FIGURE);
  expect(await page("/app.data")).not.toContain(String(OTHER_FIGURE));
  await count(MINE, today(), "#new", FIGURE);
  const text = await page("/app.data");
  expect(text).toContain(String(FIGURE));
  expect(text).not.toContain(String(OTHER_FIGURE));
  expect(text).not.toContain("#new");
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

test.each(["csv", "json"])(
  "as %s its own shop's days are written with their orders by name, and no other's",
  async (intent) => {
    await count(MINE, today(), "#new");
    await count(MINE, daysAfter(today(), -90), "#too-old");
    await count(OTHER, today(), "#foreign");
    await find(MINE, today(), "#found");
    await find(MINE, daysAfter(today(), -89), "#found-first");
    await find(MINE, daysAfter(today(), -90), "#found-too-old");
    await find(OTHER, today(), "#found-elsewhere");
    const { status, said } = await ask({ intent });
    expect(status).toBe(200);
    const names = [...said.matchAll(/#[a-z-]+/g)].map(([name]) => name);
    expect(new Set(names)).toEqual(new Set(["#new", "#new-left-out", "#found", "#found-first"]));
  },
);

test.each([[{}], [[]], [{ intent: "xml" }]])("what is no wish of ours, %j, is none", async (wish) => {
  expect(await ask(wish)).toMatchObject({ status: 400 });
});
