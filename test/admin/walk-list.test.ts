import { fillBooks } from "@karla/sandbox/fill-books";
import { shopIdOf } from "@karla/sync/ids";
import type { ChangedBetween, ListedOrder, OrderWalk } from "@karla/sync/order-walk";
import { describe, expect, test } from "vitest";
import { listChanged } from "../../app/shopify/admin/list-orders.ts";
import { adminStand, SHOP, SHOP_ID } from "./admin-stand.ts";

const { entries } = fillBooks({ seed: 11, orders: 250, shopDomain: SHOP });
const alive = entries.map(({ order }) => order).filter(({ deletedAt }) => deletedAt === null);
const EVER: ChangedBetween = { from: "1970-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
const second = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
const updates = alive.map(({ updatedAt }) => updatedAt).sort((left, right) => left - right);

async function listed(walk: OrderWalk, changed: ChangedBetween): Promise<ListedOrder[]> {
  const found: ListedOrder[] = [];
  let after: string | null = null;
  do {
    const page = await walk.list(SHOP_ID, changed, after);
    found.push(...page.orders);
    after = page.after;
  } while (after !== null);
  return found;
}

describe("the orders that changed in a time", () => {
  test("are all there, the oldest change first, with name and times as Shopify prints them", async () => {
    const stand = adminStand(() => alive);
    const found = await listed(stand.walk, EVER);
    const expected = alive.map(({ id, name, updatedAt, createdAt }) => ({
      id,
      name,
      updatedAt: second(updatedAt),
      createdAt: second(createdAt),
    }));
    expect(new Set(found)).toEqual(new Set(expected));
    expect(found).toHaveLength(alive.length);
    expect(found.map(({ updatedAt }) => updatedAt)).toEqual(updates.map(second));
  });

  test("come page by page, at one point for each", async () => {
    const stand = adminStand(() => alive);
    await listed(stand.walk, EVER);
    expect(alive.length).toBeGreaterThan(200);
    expect(stand.sent).toEqual(["OrdersChanged", "OrdersChanged", "OrdersChanged"]);
    expect(stand.paid()).toBe(alive.length);
    expect(stand.waited()).toBe(0);
  });

  test("are those of both ends as well, and nobody else", async () => {
    const [from, to] = [updates[40] ?? 0, updates[90] ?? 0];
    const found = await listed(adminStand(() => alive).walk, { from: second(from), to: second(to) });
    const printed = (at: number) => Date.parse(second(at));
    const expected = alive.filter(
      ({ updatedAt }) => printed(updatedAt) >= printed(from) && printed(updatedAt) <= printed(to),
    );
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
    expect(found.length).toBeGreaterThanOrEqual(51);
    expect(found.length).toBeLessThan(alive.length);
  });

  test.each([
    ["2026-11-24T09:00:00Z", "2026-11-24T09:00:00Z", [1, 2]],
    ["2026-11-24T09:00:00.000Z", "2026-11-24T09:00:00.999Z", [1, 2]],
    ["2026-11-24T10:00:00+01:00", "2026-11-24T10:00:01+01:00", [1, 2, 3]],
    ["2026-11-24T09:00:00.001Z", "2026-11-24T09:00:01.000Z", [3]],
    ["2026-11-24T09:00:02Z", "2026-11-24T09:00:03Z", []],
  ])("from %s to %s are those whose printed second is in it", async (from, to, ids) => {
    const [order] = alive;
    if (order === undefined) throw new Error("no order");
    const at = Date.parse("2026-11-24T09:00:00Z");
    const books = [at, at + 700, at + 1000].map((updatedAt, index) => ({ ...order, id: String(index + 1), updatedAt }));
    const found = await listed(adminStand(() => books).walk, { from, to });
    expect(found.map(({ id }) => Number(id))).toEqual(ids);
  });

  test("are not mixed up where one changes between two pages: it moves on to a later time", async () => {
    let asked = 0;
    const first = alive.find(({ updatedAt }) => updatedAt === updates.at(-1));
    const later = Date.parse(EVER.to) + 5000;
    const stand = adminStand(() => {
      asked += 1;
      return alive.map((order) => (asked > 1 && order === first ? { ...order, updatedAt: later } : order));
    });
    const found = await listed(stand.walk, EVER);
    const expected = alive.filter((order) => order !== first).map(({ id }) => id);
    expect(found.map(({ id }) => id).sort()).toEqual(expected.sort());
  });
});

test("a next page that leads nowhere new is an error and no endless walk", async () => {
  const { client } = adminStand(() => alive);
  const page = await listChanged(client, EVER, null);
  const lost = async (from: RegExp, to: string) =>
    listChanged(
      {
        ...client,
        request: async (...asked) => JSON.parse(JSON.stringify(await client.request(...asked)).replace(from, to)),
      },
      EVER,
      page.after,
    );
  await expect(lost(/"endCursor":"[^"]+"/, '"endCursor":null')).rejects.toMatchObject({ kind: "contract" });
  await expect(lost(/"endCursor":"[^"]+"/, `"endCursor":"${page.after}"`)).rejects.toMatchObject({ kind: "contract" });
});

test("a shop whose points are used up is waited for", async () => {
  const stand = adminStand(
    () => alive,
    ({ before }) => (before === 1 ? { kind: "throttled" } : null),
  );
  expect(await listed(stand.walk, EVER)).toHaveLength(alive.length);
  expect(stand.waited()).toBeGreaterThan(0);
});

test("an unknown shop, or a right that is missing, is an error", async () => {
  const { walk } = adminStand(() => alive);
  await expect(walk.list(shopIdOf("shopify", "other.myshopify.com"), EVER, null)).rejects.toMatchObject({
    kind: "unauthorised",
  });
  const denied = adminStand(() => alive, undefined, ["read_products"]);
  await expect(denied.walk.list(SHOP_ID, EVER, null)).rejects.toMatchObject({ kind: "access_denied" });
});
