import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { shopIdOf } from "@karla/sync/ids";
import { describe, expect, test } from "vitest";
import { readOrder } from "../../app/shopify/admin/read-order.ts";
import { normaliseShopify } from "../../app/shopify/normalise.ts";
import { adminStand, SHOP, SHOP_ID } from "./admin-stand.ts";
import { byReading, byWebhook } from "./read-by-both.ts";

const { entries } = fillBooks({ seed: 11, orders: 144, shopDomain: SHOP });
const orders = entries.map(({ order }) => order).filter(({ deletedAt }) => deletedAt === null);

/** What the books say of the pictures of an order's lines: at each key the address and the words. */
function inBooks({ lines }: BookedOrder): Record<string, [string | null, string | null]> {
  return Object.fromEntries(
    lines.flatMap(({ variantId, picture }): [string, [string | null, string | null]][] =>
      variantId === null ? [] : [[`variant:${variantId}`, [picture?.src ?? null, picture?.alt ?? null]]],
    ),
  );
}

function told(pictures: Record<string, { src: string | null; alt: string | null }>) {
  return Object.fromEntries(Object.entries(pictures).map(([key, { src, alt }]) => [key, [src, alt]]));
}

const withOne = orders.find(({ lines }) => lines.length === 1 && lines[0]?.picture != null);
if (withOne === undefined) throw new Error("the books lack an order");
const long = orders.find(({ kinds }) => kinds.includes("sixty_lines"));
if (long === undefined) throw new Error("the books lack a long order");

async function read(order: BookedOrder) {
  const stand = adminStand(() => [order]);
  const answer = await stand.reader.readPictures(SHOP_ID, order.id);
  if (answer.outcome !== "pictures") throw new Error("not found");
  return { ...answer, stand };
}

describe("the pictures of an order's lines", () => {
  test("are read in one request of few points, and of an order nothing else", async () => {
    const { pictures, stand } = await read(withOne);
    expect(told(pictures)).toEqual(inBooks(withOne));
    expect(stand.sent).toEqual(["OrderPictures"]);
    expect(stand.paid()).toBe(5);
  });

  test("of sixty lines are followed page by page", async () => {
    const { pictures, stand } = await read(long);
    expect(told(pictures)).toEqual(inBooks(long));
    expect(stand.sent).toEqual(["OrderPictures", "OrderPictures", "OrderPictures"]);
  });

  test("are the same when the order is read whole: most have one, some have none, and no webhook has any", async () => {
    const all: unknown[] = [];
    for (const order of orders.slice(0, 60)) {
      const answer = await readOrder(adminStand(() => [order]).client, order.id);
      if (answer.outcome !== "order") throw new Error("not found");
      const { pictures } = byReading(order.id, answer.body);
      expect(told(pictures)).toEqual(inBooks(order));
      expect(byWebhook(order).pictures).toEqual({});
      all.push(...Object.values(pictures).map(({ src }) => src));
    }
    const none = all.filter((src) => src === null).length;
    expect(none).toBeGreaterThan(0);
    expect(none).toBeLessThan(all.length / 3);
  });

  test("are said to have been read when the order was", async () => {
    const answer = await readOrder(adminStand(() => [withOne]).client, withOne.id);
    if (answer.outcome !== "order") throw new Error("not found");
    const { pictures } = byReading(withOne.id, answer.body);
    expect(Object.values(pictures).map(({ readAt }) => readAt)).toEqual(["2026-11-24T00:00:00Z"]);
  });

  test("of an order that is gone are not found", async () => {
    const { reader } = adminStand(() => [{ ...withOne, deletedAt: 1 }]);
    expect(await reader.readPictures(SHOP_ID, withOne.id)).toEqual({ outcome: "not_found" });
  });

  test("are none where the app turns out to have no right to them, and the order still counts", async () => {
    const { reader } = adminStand(
      () => [withOne],
      () => ({ kind: "denied", fields: ["LineItem.image"], scope: "read_products" }),
    );
    const answer = await reader.readPictures(SHOP_ID, withOne.id);
    if (answer.outcome !== "pictures") throw new Error("not found");
    expect(Object.values(answer.pictures).map(({ src }) => src)).toEqual([null]);
  });
});

test("an event of pictures that are known already takes no request, and is of the shop's order", async () => {
  const { pictures } = await read(withOne);
  const stand = adminStand(() => []);
  const event = await stand.reader.picturesEvent(SHOP_ID, "77", pictures);
  expect(stand.sent).toEqual([]);
  expect(event).toMatchObject({ shopId: SHOP_ID, source: "shopify", topic: "admin/pictures", laneKey: "77" });
  expect(normaliseShopify(event)).toMatchObject({ outcome: "facts", facts: { id: "77", pictures } });
  const elsewhere = shopIdOf("shopify", "other.myshopify.com");
  await expect(stand.reader.picturesEvent(elsewhere, "77", pictures)).rejects.toMatchObject({ kind: "unauthorised" });
});
