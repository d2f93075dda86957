import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { KINDS } from "@karla/sandbox/kinds";
import { describe, expect, test } from "vitest";
import { ADMIN_DIFFERENCES } from "../../app/shopify/admin/admin-differences.ts";
import type { PageSizes } from "../../app/shopify/admin/page-sizes.ts";
import { readOrder } from "../../app/shopify/admin/read-order.ts";
import { adminStand, SHOP } from "./admin-stand.ts";
import { BIG_SIZES, blownUp } from "./blown-up.ts";
import { comparable, FORGIVEN } from "./one-canonical-order.ts";
import { byReading, byWebhook } from "./read-by-both.ts";

const PAIRS: PageSizes = { lines: 2, shippingLines: 2, discounts: 2, parts: 2, partLines: 2, transactions: 2 };
const { entries } = fillBooks({ seed: 5, orders: KINDS.length * 5, shopDomain: SHOP });
let book: BookedOrder[] = [];
const stand = adminStand(() => book);

async function read(order: BookedOrder, sizes?: PageSizes) {
  book = [order];
  const answer = await readOrder(stand.client, order.id, sizes);
  if (answer.outcome !== "order") throw new Error("not found");
  return byReading(order.id, answer.body);
}

describe("the webhook and the Admin API's answer of the same order", () => {
  test.each(entries.map(({ order }) => [order.kinds.join(" "), order.name, order] as const))(
    "say the same of an order that is %s (%s)",
    async (_kinds, _name, order) => {
      const alive = { ...order, deletedAt: null };
      expect(comparable(await read(alive, PAIRS))).toEqual(comparable(byWebhook(alive)));
    },
  );

  test("say the same of the order in each of its earlier states", async () => {
    const earlier = entries.slice(0, 60).flatMap(({ history }) => history.slice(0, -1));
    for (const order of earlier) expect(comparable(await read(order, PAIRS))).toEqual(comparable(byWebhook(order)));
    expect(earlier.length).toBeGreaterThan(30);
  });

  test.each(BIG_SIZES)(
    "say the same of $lines lines, $fulfillments fulfillments with up to $inFirst lines, $refunds refunds",
    async (size) => {
      const order = blownUp(entries, size);
      const facts = await read(order);
      expect(comparable(facts)).toEqual(comparable(byWebhook(order)));
      expect(facts.snapshot?.lines).toHaveLength(size.lines);
      expect(facts.fulfillments).toHaveLength(size.fulfillments);
      expect(Math.max(...facts.fulfillments.map(({ lines }) => lines.length))).toBe(size.inFirst);
      expect(facts.refunds).toHaveLength(size.refunds);
    },
  );

  test("differ in nothing but what is on the list of differences", () => {
    const shown = ADMIN_DIFFERENCES.filter(({ inSandbox }) => inSandbox);
    expect(shown.map(({ path }) => path)).toEqual(FORGIVEN);
  });

  test("an order that the shop deleted is not found", async () => {
    const deleted = entries.map(({ order }) => order).filter(({ deletedAt }) => deletedAt !== null);
    expect(deleted.length).toBeGreaterThan(0);
    for (const order of deleted) {
      book = [order];
      expect(await readOrder(stand.client, order.id)).toEqual({ outcome: "not_found" });
    }
  });
});
