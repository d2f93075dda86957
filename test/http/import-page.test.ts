import { shopIdOf } from "@karla/sync/ids";
import { newBackfill } from "@karla/sync/new-backfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { askAdmin, bearer } from "./ask-admin.ts";
import { SHOP, startAdmin } from "./running-admin.ts";

const MINE = shopIdOf("shopify", SHOP);
const OTHER = shopIdOf("shopify", "other.myshopify.com");

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
  // The first visit makes the shop known.
  await askAdmin(admin, "/app/import.data", { headers: bearer(admin.sessionToken()) });
});
beforeEach(() => admin.pool.query("TRUNCATE backfill, outbox"));
afterAll(() => admin.stop());

async function ask(wish: unknown): Promise<number> {
  const response = await askAdmin(admin, "/app/import.data", {
    method: "POST",
    headers: { ...bearer(admin.sessionToken()), "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
  return response.status;
}

const state = async (shopId = MINE) => (await admin.store.backfills.latest(shopId))?.state ?? null;
const owed = async () => {
  const { rows } = await admin.pool.query("SELECT shop_id, effect FROM outbox WHERE effect = 'backfill'");
  return rows;
};

test("an import of a chosen time is begun, and a worker is given it", async () => {
  expect(await ask({ intent: "start", days: 30 })).toBe(200);
  const begun = await admin.store.backfills.latest(MINE);
  expect(begun).toMatchObject({ state: "running", done: 0 });
  const { from, to } = begun?.placed ?? { from: "", to: "" };
  expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(30);
  expect(await owed()).toEqual([{ shop_id: MINE, effect: "backfill" }]);
});

test("a second press starts no second one", async () => {
  await ask({ intent: "start", days: null });
  const first = await admin.store.backfills.latest(MINE);
  expect(await ask({ intent: "start", days: 60 })).toBe(200);
  expect(await admin.store.backfills.latest(MINE)).toEqual(first);
});

test("it is paused, and goes on", async () => {
  await ask({ intent: "start", days: null });
  await ask({ intent: "pause" });
  expect(await state()).toBe("paused");
  await ask({ intent: "resume" });
  expect(await state()).toBe("running");
  expect(await owed()).toHaveLength(1);
});

test("another shop's import is neither shown nor paused", async () => {
  await admin.store.backfills.begin(OTHER, { ...newBackfill(30, Date.now()), total: 77_123 });
  await ask({ intent: "pause" });
  expect([await state(), await state(OTHER)]).toEqual([null, "running"]);
  const page = await askAdmin(admin, "/app/import.data", { headers: bearer(admin.sessionToken()) });
  expect(page.status).toBe(200);
  expect(await page.text()).not.toContain("77123");
});

test.each([[{}], [[]], [{ intent: "drop" }], [{ intent: "start", days: 1_000_000 }], [{ intent: "start" }]])(
  "what is no wish of ours, %j, is none",
  async (wish) => {
    expect(await ask(wish)).toBe(400);
    expect(await state()).toBeNull();
  },
);
