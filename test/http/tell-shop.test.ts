import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { shopIdOf } from "@karla/sync/ids";
import { karlaPort } from "@karla/sync/karla-port";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receivedKarlaEvent, shipmentEvent } from "../../packages/sync/src/announce/karla-event.fixture.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const SHOP_ID = shopIdOf("shopify", SHOP);
const now = Date.now();
const startAt = Math.floor((now - 3_600_000) / 1_000) * 1_000;
const { entries, webhooks } = fillBooks({ seed: 5, orders: 30, shopDomain: SHOP, startAt });
const orders = entries
  .map(({ order }) => order)
  .filter(({ fulfillments: [first, ...others], ...order }) => {
    const isSent = first?.status === "success" && first.trackingNumbers.length === 1 && others.length === 0;
    return isSent && order.deletedAt === null && order.cancelledAt === null && !order.test;
  });
let shop: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  shop = await startShop(() => entries.map(({ order }) => order), { isTold: true });
  await shop.install();
});
afterAll(() => shop.stop());

async function settle() {
  await shop.settled();
  shop.advance(5_000);
  await shop.settled();
}

/** The next order that was sold, once the core has had each of its versions: a number that was put right has two shipments there. */
async function sell() {
  const order = orders.shift();
  if (order === undefined) throw new Error("everything is sold");
  for (const { topic, body, orderId } of webhooks) {
    if (orderId !== order.id) continue;
    await shop.send(topic, body);
    await settle();
  }
  return order;
}

/** A carrier tells the core of the parcel that is under way, and the core tells us, in the two groups that it has for it. */
async function happened({ id: orderId, fulfillments }: BookedOrder, name: string, group: string) {
  const numbers = fulfillments.flatMap(({ trackingNumbers }) => trackingNumbers);
  const [order] = await shop.client().findOrders({ external_id: orderId });
  const parcel = order?.trackings.find(({ carrier }) => numbers.includes(carrier?.tracking_number ?? ""));
  const at = new Date(now - 60_000).toISOString();
  await karlaPort(shop.client()).addShipmentEvent(String(parcel?.id), { name, at, externalId: `${orderId} ${name}` });
  const event = {
    ...shipmentEvent,
    triggered_at: at,
    event_group: group,
    event_data: { ...shipmentEvent.event_data, event_id: `${orderId} ${name}`, event_name: name },
    context: { ...shipmentEvent.context, order: { external_id: orderId } },
    shop_slug: "shop",
  };
  await shop.store.inbox.accept([receivedKarlaEvent(event, SHOP_ID)]);
  await settle();
  return event;
}

const triggersOf = (orderId: string) =>
  shop.told.journal.triggers().filter(({ payload }) => payload.order_id === Number(orderId));
const eventsOf = (orderId: string) =>
  shop.told.journal
    .fulfillmentEvents()
    .filter((event) => event.orderId === orderId)
    .map(({ status }) => status);

test("what a carrier tells the core starts a workflow and stands in the fulfillment, once, and comes back as no news", async () => {
  const sold = await sell();
  const { id } = sold;
  const event = await happened(sold, "OUT_FOR_DELIVERY", "shipment_out_for_delivery");
  await shop.store.inbox.accept([receivedKarlaEvent(event, SHOP_ID)]);
  await settle();
  expect(triggersOf(id)).toMatchObject([{ handle: "karla-out-for-delivery" }]);
  expect(eventsOf(id)).toEqual(["OUT_FOR_DELIVERY"]);
  const written: string[] = [];
  shop.misbehave.next = ({ method, path }) => {
    if (method !== "GET") written.push(path);
    return null;
  };
  for (const { topic, body } of shop.echoes) expect(await shop.send(topic, body)).toBe(200);
  await settle();
  shop.misbehave.next = null;
  expect([written, eventsOf(id)]).toEqual([[], ["OUT_FOR_DELIVERY"]]);
});

test("workflow and order have a link to the shop's own tracking page, which opens the order there", async () => {
  const sold = await sell();
  const { id } = sold;
  await happened(sold, "OUT_FOR_DELIVERY", "shipment_out_for_delivery");
  const { metafields } = shop.told.withTold(SHOP, sold);
  const links = [
    triggersOf(id)[0]?.payload["Tracking page"],
    metafields.find(({ key }) => key === "tracking_page")?.value,
  ].map((link) => new URL(String(link)));
  for (const { origin, pathname, searchParams } of links) {
    expect(origin + pathname).toBe(`https://${SHOP}/apps/karla/track`);
    expect(shop.orderOfLink(searchParams.get("token") ?? "")).toBe(id);
  }
});

test("a muted order is told nothing more, and its events say why", async () => {
  const sold = await sell();
  const { id } = sold;
  const call = {
    shopify_domain: SHOP,
    action_run_id: "r",
    handle: "karla-mute-order",
    properties: { order_id: `gid://shopify/Order/${id}` },
  };
  expect(await shop.callFromFlow("flow-action", call)).toBe(200);
  await settle();
  await happened(sold, "SUCCESSFULLY_DELIVERED", "shipment_delivered");
  expect([triggersOf(id), eventsOf(id)]).toEqual([[], []]);
  const { rows } = await shop.pool.query(
    "SELECT DISTINCT effect, reason FROM delivery WHERE reason = 'muted' ORDER BY effect",
  );
  expect(rows.map(({ effect }) => effect)).toEqual(["announce", "note_parcels"]);
});
