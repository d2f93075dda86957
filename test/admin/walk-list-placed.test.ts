import { fillBooks } from "@karla/sandbox/fill-books";
import type { PlacedBetween } from "@karla/sync/backfill";
import type { ListedOrder, OrderWalk } from "@karla/sync/order-walk";
import { describe, expect, test } from "vitest";
import { adminStand, SHOP, SHOP_ID } from "./admin-stand.ts";

const { entries } = fillBooks({ seed: 12, orders: 150, shopDomain: SHOP });
const alive = entries.map(({ order }) => order).filter(({ deletedAt }) => deletedAt === null);
const EVER: PlacedBetween = { from: "1970-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
const second = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
const byPlacing = [...alive].sort((left, right) => left.createdAt - right.createdAt);

async function listed(walk: OrderWalk, placed: PlacedBetween): Promise<ListedOrder[]> {
  const found: ListedOrder[] = [];
  let after: string | null = null;
  do {
    const page = await walk.listPlaced(SHOP_ID, placed, after);
    found.push(...page.orders);
    after = page.after;
  } while (after !== null);
  return found;
}

describe("the orders that were placed in a time", () => {
  test("are all there, the oldest first, page by page at one point for each", async () => {
    const stand = adminStand(() => alive);
    const found = await listed(stand.walk, EVER);
    expect(found.map(({ createdAt }) => createdAt)).toEqual(byPlacing.map(({ createdAt }) => second(createdAt)));
    expect(new Set(found)).toEqual(
      new Set(
        alive.map(({ id, name, updatedAt, createdAt }) => ({
          id,
          name,
          updatedAt: second(updatedAt),
          createdAt: second(createdAt),
        })),
      ),
    );
    expect(stand.sent).toEqual(["OrdersPlaced", "OrdersPlaced"]);
    expect(stand.paid()).toBe(alive.length);
  });

  test("are in one of two times that follow each other, never in both", async () => {
    const { walk } = adminStand(() => alive);
    const middle = second(byPlacing[70]?.createdAt ?? 0);
    const [before, from] = [await listed(walk, { ...EVER, to: middle }), await listed(walk, { ...EVER, from: middle })];
    expect([...before, ...from]).toEqual(await listed(walk, EVER));
    expect(from[0]?.createdAt).toBe(middle);
    expect(before.every(({ createdAt }) => createdAt < middle)).toBe(true);
  });

  test.each([
    ["2026-11-24T09:00:00Z", "2026-11-24T09:00:01Z", [1, 2]],
    ["2026-11-24T10:00:00+01:00", "2026-11-24T10:00:02+01:00", [1, 2, 3]],
    ["2026-11-24T09:00:00.001Z", "2026-11-24T09:00:01.001Z", [3]],
    ["2026-11-24T09:00:00Z", "2026-11-24T09:00:00Z", []],
  ])("from %s to before %s are those whose printed second is in it", async (from, to, ids) => {
    const [order] = alive;
    if (order === undefined) throw new Error("no order");
    const at = Date.parse("2026-11-24T09:00:00Z");
    const books = [at, at + 700, at + 1000].map((createdAt, index) => ({ ...order, id: String(index + 1), createdAt }));
    const found = await listed(adminStand(() => books).walk, { from, to });
    expect(found.map(({ id }) => Number(id))).toEqual(ids);
  });
});

test("the shop's time zone is the one of its calendar", async () => {
  expect(await adminStand(() => []).walk.timeZone(SHOP_ID)).toBe("Europe/Berlin");
});
