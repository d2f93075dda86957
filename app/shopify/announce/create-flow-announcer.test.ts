import type { Announcement } from "@karla/sync/shop-announcer";
import { afterEach, expect, test } from "vitest";
import { readAdminFailure } from "../admin/create-order-reader.ts";
import { createFlowAnnouncer } from "./create-flow-announcer.ts";
import { closeToldShops, ownPageOf, SHOP_ID, toldShop } from "./told-shop.fixture.ts";

const URL_AT_KARLA = "https://karla.example.com/track/demo?orderNumber=1001&token=t";

afterEach(closeToldShops);

async function stand(wish: Parameters<typeof toldShop>[0] = {}) {
  const shop = await toldShop(wish);
  const announcer = createFlowAnnouncer(shop.deps);
  const announcement: Announcement = {
    id: "e1",
    group: "shipment_out_for_delivery",
    name: "OUT_FOR_DELIVERY",
    phase: "in_delivery",
    triggeredAt: "2026-11-24T08:00:00.580+00:00",
    orderId: shop.order.id,
    customerId: null,
    data: { tracking_number: "JD1", tracking_url: "javascript:alert(1)", carrier_reference: "dhl" },
  };
  return {
    ...shop,
    triggers: () => shop.told.journal.triggers(),
    metafields: () =>
      shop.told.withTold("sandbox-shop.myshopify.com", shop.order).metafields.slice(shop.order.metafields.length),
    announce: (changes: Partial<Announcement> = {}) => announcer.announce(SHOP_ID, { ...announcement, ...changes }),
    note: (url: string, id = shop.order.id) => announcer.noteTrackpage(SHOP_ID, id, url),
  };
}

async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return readAdminFailure(error);
}

test("an event starts the workflows of its trigger, with the number of its order", async () => {
  const { announce, note, triggers, order } = await stand();
  await note(URL_AT_KARLA);
  expect(await announce()).toEqual({ outcome: "announced" });
  expect(triggers()).toMatchObject([
    {
      handle: "karla-out-for-delivery",
      payload: {
        order_id: Number(order.id),
        "Tracking number": "JD1",
        "Tracking page": URL_AT_KARLA,
        Carrier: "dhl",
        Event: "OUT_FOR_DELIVERY",
        "Event group": "shipment_out_for_delivery",
        "Happened at": "2026-11-24T08:00:00.580+00:00",
      },
    },
  ]);
});

test("a shop with a tracking page of its own is given the order there, and workflows are too", async () => {
  const { announce, note, metafields, triggers, order } = await stand({ hasOwnPage: true });
  await note("http://karla.example.com/not-for-buyers");
  await announce();
  expect(metafields()).toMatchObject([{ key: "tracking_page", value: ownPageOf(order.id) }]);
  expect(triggers()).toMatchObject([{ payload: { "Tracking page": ownPageOf(order.id) } }]);
});

test("workflows are given the shop's own page where the order has Karla's, from before it was there", async () => {
  const { announce, triggers, told, order } = await stand({ hasOwnPage: true });
  const before = { namespace: "app--1", key: "tracking_page", type: "url", value: URL_AT_KARLA };
  told.setMetafield("sandbox-shop.myshopify.com", order.id, before);
  await announce();
  expect(triggers()).toMatchObject([{ payload: { "Tracking page": ownPageOf(order.id) } }]);
});

test.each([
  ["an id that the shop does not have", "1"],
  ["a global id", "gid://shopify/Order/1"],
  ["a number that JSON has not exactly", "820982911946154508"],
  ["a path", "../../orders"],
])("nothing is started for %s", async (_, orderId) => {
  const { announce, note, triggers, problems } = await stand();
  expect(await announce({ orderId })).toEqual({ outcome: "not_announced", why: "no_such_order" });
  await note(URL_AT_KARLA, orderId);
  expect([triggers(), problems]).toEqual([[], []]);
});

test("a group without a trigger asks the shop nothing", async () => {
  const { announce, asked } = await stand();
  const none = { outcome: "not_announced", why: "nobody_listens" };
  expect(await announce({ group: "shipment_delivered_all_events" })).toEqual(none);
  expect(await announce({ group: "shipment_teleported" })).toEqual(none);
  expect(asked).toEqual([]);
});

test("a shop that has no such trigger yet, as before an update, has nobody who listens", async () => {
  const { announce } = await stand({ triggers: [] });
  expect(await announce()).toEqual({ outcome: "not_announced", why: "nobody_listens" });
});

/** Of the two calls, the one that reads the order and the one that starts the workflows. */
const [READ, START] = [0, 1];

test.each([
  ["the shop breaks down", { kind: "status", status: 500 }, { reached: true, kind: "transport" }, 0],
  ["its answer is lost on the way", { kind: "lost_answer" }, { reached: true, kind: "transport" }, 1],
  ["no answer comes", { kind: "hang" }, { reached: true, kind: "transport" }, 0],
  ["refused at the door, and again", { kind: "status", status: 429 }, { reached: false, status: 429 }, 0],
  ["the bucket stays empty", { kind: "throttled" }, { reached: false, status: 429 }, 0],
  ["the shop is frozen", { kind: "status", status: 402 }, { reached: false, credentials: true }, 0],
] as const)("it is known whether workflows may have run: %s", async (_, moment, failure, ran) => {
  const { plays, announce, triggers } = await stand();
  plays.next = ({ before }) => (before >= START ? moment : null);
  expect(await failureOf(announce())).toMatchObject(failure);
  expect(triggers()).toHaveLength(ran);
});

test("a shop that is asked to wait a moment is told once the moment is over, and once", async () => {
  const { plays, announce, triggers } = await stand();
  plays.next = ({ before }) => (before === START ? { kind: "status", status: 429, retryAfterSeconds: 2 } : null);
  expect(await announce()).toEqual({ outcome: "announced" });
  expect(triggers()).toHaveLength(1);
});

test("no workflow has run where the order could not be read: it can be tried again", async () => {
  const { plays, announce, triggers } = await stand();
  plays.next = ({ before }) => (before === READ ? { kind: "lost_answer" } : null);
  expect(await failureOf(announce())).toMatchObject({ reached: false, kind: "transport" });
  await announce();
  expect(triggers()).toHaveLength(1);
});

test("an order that is gone between the two calls starts nothing, and is known to", async () => {
  const { plays, announce, book, order, triggers } = await stand();
  plays.next = ({ before }) => {
    if (before === START) book({ ...order, deletedAt: 1 });
    return null;
  };
  expect(await failureOf(announce())).toMatchObject({ kind: "refusal", status: 422, reached: false });
  expect(await announce()).toEqual({ outcome: "not_announced", why: "no_such_order" });
  expect(triggers()).toEqual([]);
});

test("a shop that nobody answers for was surely not reached, whichever call it is", async () => {
  const { announce, note, close, plays } = await stand();
  plays.next = ({ before }) => {
    // The order was read: nobody answers any more.
    if (before === READ) close();
    return null;
  };
  expect(await failureOf(announce())).toMatchObject({ reached: false, kind: "transport" });
  expect(await failureOf(note(URL_AT_KARLA))).toMatchObject({ reached: false, kind: "transport" });
});

test("the address of the tracking page is written once, as a link of the app's, and stays", async () => {
  const { note, metafields, asked } = await stand();
  await note(URL_AT_KARLA);
  await note(`${URL_AT_KARLA}2`);
  expect(metafields()).toEqual([{ namespace: "app--1", key: "tracking_page", type: "url", value: URL_AT_KARLA }]);
  expect(asked).toHaveLength(3);
});

test("of two that write it at one time the first one is right", async () => {
  const { plays, note, told, metafields, order } = await stand();
  const first = { namespace: "app--1", key: "tracking_page", type: "url", value: "https://karla.example.com/first" };
  plays.next = ({ before }) => {
    if (before === START) told.setMetafield("sandbox-shop.myshopify.com", order.id, first);
    return null;
  };
  await note(URL_AT_KARLA);
  expect(metafields()).toEqual([first]);
});

test("without the scope to write orders the workflows run all the same, and the merchant is told", async () => {
  const { announce, note, triggers, problems, lines } = await stand({ scopes: ["read_orders"] });
  await note(URL_AT_KARLA);
  expect(await announce()).toEqual({ outcome: "announced" });
  expect(triggers()[0]?.payload).not.toHaveProperty("Tracking page");
  expect(problems).toEqual([["shop_permission_missing", { permission: "write_orders" }]]);
  expect(JSON.stringify(lines)).not.toContain("token=t");
});

test.each([
  "http://karla.example.com/track",
  "http://127.0.0.1:4010/track",
  "javascript:alert(1)",
  "https://user:pw@karla.example.com/",
  "https://karla.example.com/a b",
  `https://karla.example.com/${"x".repeat(2_000)}`,
  "",
])("no buyer is sent to %.50s", async (url) => {
  const { note, asked } = await stand();
  await note(url);
  expect(asked).toEqual([]);
});
