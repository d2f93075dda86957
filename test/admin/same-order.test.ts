import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { KINDS } from "@karla/sandbox/kinds";
import { describe, expect, test } from "vitest";
import { ADMIN_DIFFERENCES } from "../../app/shopify/admin/admin-differences.ts";
import type { PageSizes } from "../../app/shopify/admin/page-sizes.ts";
import { readOrder } from "../../app/shopify/admin/read-order.ts";
import { adminStand, SHOP } from "./admin-stand.ts";
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

interface Size {
  lines: number;
  fulfillments: number;
  /** Lines of the first fulfillment; the others have one each. */
  inFirst: number;
  refunds: number;
}

/** More than fits on any first page, of an order that has one of each. */
function blownUp({ lines, fulfillments, inFirst, refunds }: Size): BookedOrder {
  const entry = entries.find(({ order }) => order.fulfillments.length > 0 && order.refunds.length > 0);
  const [line] = entry?.order.lines ?? [];
  const [sent] = entry?.order.fulfillments ?? [];
  const [refund] = entry?.order.refunds ?? [];
  if (!entry || !line || !sent || !refund) throw new Error("no such order");
  const many = Array.from({ length: lines }, (_, at) => ({ ...line, id: String(70_000_000_000_001 + at), ordered: 1 }));
  const pieces = (from: number, count: number) =>
    many.slice(from, from + count).map(({ id }) => ({ lineId: id, quantity: 1 }));
  return {
    ...entry.order,
    lines: many,
    fulfillments: Array.from({ length: fulfillments }, (_, at) => ({
      ...sent,
      id: String(5_000_000_000_001 + at),
      lines: pieces(at, at === 0 ? inFirst : 1),
    })),
    refunds: Array.from({ length: refunds }, (_, at) => ({
      ...refund,
      id: String(900_000_000_001 + at),
      lines: pieces(at, 1).map((piece) => ({ ...piece, id: String(at + 1), amount: 100, tax: 0 })),
    })),
  };
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

  test.each([
    { lines: 600, fulfillments: 1, inFirst: 5, refunds: 0 },
    { lines: 50, fulfillments: 40, inFirst: 2, refunds: 0 },
    { lines: 300, fulfillments: 2, inFirst: 300, refunds: 0 },
    { lines: 60, fulfillments: 1, inFirst: 1, refunds: 60 },
  ])(
    "say the same of $lines lines, $fulfillments fulfillments with up to $inFirst lines, $refunds refunds",
    async (size) => {
      const order = blownUp(size);
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
