import type { BookedOrder } from "@karla/sandbox/booked-order";
import { afterEach, expect, test } from "vitest";
import { readAdminFailure } from "../admin/create-order-reader.ts";
import { createParcelNotes } from "./create-parcel-notes.ts";
import { closeToldShops, NOW, SHOP, SHOP_ID, toldShop } from "./told-shop.fixture.ts";

const HOUR = 3_600_000;
const iso = (hoursAgo: number): string => new Date(NOW - hoursAgo * HOUR).toISOString();
const TRANSIT = { name: "IN_TRANSIT", phase: "in_transit", at: iso(5) };
const DELIVERY = { name: "OUT_FOR_DELIVERY", phase: "in_delivery", at: iso(2) };
const DELIVERED = { name: "SUCCESSFULLY_DELIVERED", phase: "delivered", at: iso(1) };

afterEach(closeToldShops);

/** An order of two fulfillments: one parcel, and two. The third is cancelled. */
async function stand(wish: Parameters<typeof toldShop>[0] = {}) {
  const shop = await toldShop(wish);
  const [one] = shop.order.fulfillments;
  if (one === undefined) throw new Error("the order was not sent");
  const fulfillment = (id: string, ...trackingNumbers: string[]) => ({
    ...one,
    id,
    trackingNumbers,
    status: "success" as const,
  });
  const order: BookedOrder = {
    ...shop.order,
    fulfillments: [
      fulfillment("501", "JD 1"),
      fulfillment("502", "JD2", "JD3"),
      { ...fulfillment("503", "JD1"), status: "cancelled" },
    ],
  };
  shop.book(order);
  const notes = createParcelNotes(shop.deps);
  return {
    ...shop,
    order,
    write: (parcels: Parameters<typeof notes.write>[2], orderId = order.id) => notes.write(SHOP_ID, orderId, parcels),
    /** What each fulfillment was told, in the order of telling. */
    told: () =>
      shop.told.journal
        .fulfillmentEvents()
        .map(({ fulfillmentId, status, happenedAt }) => [fulfillmentId, status, (NOW - happenedAt) / HOUR]),
    tellAs: (fulfillmentId: string, status: string, hoursAgo: number) =>
      shop.told.tellEvent(
        { shop: SHOP, orderId: order.id, fulfillmentId, status, happenedAt: NOW - hoursAgo * HOUR, message: null },
        "another",
      ),
  };
}

test("what Karla knows of the parcels stands in the fulfillments that have their numbers, once, however often it is said", async () => {
  const { write, told } = await stand();
  const parcels = [
    { trackingNumber: "JD1", events: [TRANSIT, DELIVERED] },
    { trackingNumber: "JD2", events: [TRANSIT, DELIVERED] },
    { trackingNumber: "JD3", events: [DELIVERY] },
    { trackingNumber: null, events: [DELIVERED] },
  ];
  expect(await write(parcels)).toEqual({ written: 4, conflicts: 0 });
  const expected = [
    ["501", "IN_TRANSIT", 5],
    ["502", "IN_TRANSIT", 2],
    ["501", "DELIVERED", 1],
    // Of its parcels one was in transit until then, and the other is not delivered yet.
    ["502", "OUT_FOR_DELIVERY", 1],
  ];
  expect(told()).toEqual(expected);
  expect(await write([...parcels].reverse())).toEqual({ written: 0, conflicts: 0 });
  expect(told()).toEqual(expected);
});

test("what another app has said stays, and what is older than that is left out and counted", async () => {
  const { write, told, tellAs } = await stand();
  tellAs("501", "ATTEMPTED_DELIVERY", 1.5);
  const parcels = [{ trackingNumber: "JD1", events: [TRANSIT, DELIVERY, DELIVERED] }];
  expect(await write(parcels)).toEqual({ written: 1, conflicts: 2 });
  expect(told().slice(1)).toEqual([["501", "DELIVERED", 1]]);
});

test("a fulfillment that was told more than one page holds is read to the end", async () => {
  const { write, tellAs, told } = await stand();
  for (let hours = 60; hours > 30; hours -= 1) tellAs("501", "DELAYED", hours);
  tellAs("501", "DELIVERED", 1);
  expect(await write([{ trackingNumber: "JD1", events: [DELIVERED] }])).toEqual({ written: 0, conflicts: 0 });
  expect(told()).toHaveLength(31);
});

test.each([
  ["the shop does not know", "1"],
  ["is no order's", "not-a-number"],
])("nothing is written to an order that %s", async (_, orderId) => {
  const { write, told } = await stand();
  expect(await write([{ trackingNumber: "JD1", events: [DELIVERED] }], orderId)).toEqual({ written: 0, conflicts: 0 });
  expect(told()).toEqual([]);
});

test("nobody is asked about parcels without a number", async () => {
  const { write, asked } = await stand();
  expect(await write([{ trackingNumber: null, events: [DELIVERED] }])).toEqual({ written: 0, conflicts: 0 });
  expect(asked).toEqual([]);
});

test("an answer that was lost costs nothing: the next try finds what is there", async () => {
  const { write, told, plays } = await stand();
  const parcels = [{ trackingNumber: "JD1", events: [TRANSIT, DELIVERED] }];
  plays.next = ({ before }) => (before === 2 ? { kind: "lost_answer" } : null);
  const failure = await write(parcels).catch(readAdminFailure);
  expect(failure).toMatchObject({ kind: "transport" });
  expect(await write(parcels)).toEqual({ written: 1, conflicts: 0 });
  expect(told().map(([, status]) => status)).toEqual(["IN_TRANSIT", "DELIVERED"]);
});

test("without the scope nothing is written, and the merchant is told what is missing", async () => {
  const { write, told, problems, asked } = await stand({ scopes: ["read_orders"] });
  const parcels = [{ trackingNumber: "JD1", events: [TRANSIT, DELIVERED] }];
  expect(await write(parcels)).toEqual({ written: 0, conflicts: 0 });
  expect(problems).toEqual([["shop_permission_missing", { permission: "write_fulfillments" }]]);
  expect([told(), asked.length]).toEqual([[], 3]);
});
