import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { KINDS } from "@karla/sandbox/kinds";
import { describe, expect, test } from "vitest";
import type { AdminClient } from "../../app/shopify/admin/admin-client.ts";
import { FIRST_OF_MANY, type PageSizes, REST_OF_MANY } from "../../app/shopify/admin/page-sizes.ts";
import { readOrder } from "../../app/shopify/admin/read-order.ts";
import { type ManySizes, readOrders } from "../../app/shopify/admin/read-orders.ts";
import { adminStand, SHOP, SHOP_ID } from "./admin-stand.ts";
import { BIG_SIZES, blownUp } from "./blown-up.ts";

/** More than one request takes. */
const TEN = 10;
const PAIRS: PageSizes = { lines: 2, shippingLines: 2, discounts: 2, parts: 2, partLines: 2, transactions: 2 };
const IN_PAIRS: ManySizes = { first: { orders: 3, lines: 1, shippingLines: 1, discounts: 1 }, rest: PAIRS };
const { entries } = fillBooks({ seed: 5, orders: KINDS.length * 4, shopDomain: SHOP });
const alive = entries.map(({ order }) => ({ ...order, deletedAt: null }));
const small = alive.filter(({ lines }) => lines.length < 5).slice(0, TEN);
const [changing, ...quiet] = small;
if (changing === undefined) throw new Error("no order");
const idsOf = (orders: readonly { id: string }[]) => orders.map(({ id }) => id);

function inTens(orders: readonly BookedOrder[]): BookedOrder[][] {
  const starts = [...orders.keys()].filter((at) => at % TEN === 0);
  return starts.map((at) => orders.slice(at, at + TEN));
}

/** Each is read by itself, by an app that asks for nothing else: at the same moment as the many. */
async function eachAlone(orders: readonly BookedOrder[]) {
  const events = [];
  for (const { id } of orders) {
    const read = await adminStand(() => orders).reader.read(SHOP_ID, id);
    if (read.outcome !== "order") throw new Error("not found");
    events.push(read.event);
  }
  return events;
}

describe("orders that are read together", () => {
  test("are the same events as each read by itself, byte for byte, for every kind of order", async () => {
    expect(new Set(alive.flatMap(({ kinds }) => kinds)).size).toBe(KINDS.length);
    for (const ten of inTens(alive)) {
      const { events, gone } = await adminStand(() => ten).walk.readMany(SHOP_ID, idsOf(ten));
      expect(events).toEqual(await eachAlone(ten));
      expect(gone).toEqual([]);
    }
  });

  test("are the same bytes where hardly anything fits on a page", async () => {
    const { client } = adminStand(() => alive);
    for (const ten of inTens(alive)) {
      const { orders } = await readOrders(client, idsOf(ten), IN_PAIRS);
      const alone = [];
      for (const { id } of ten) alone.push({ orderId: id, body: bodyOf(await readOrder(client, id, PAIRS)) });
      expect(orders).toEqual(alone);
    }
  });

  test("are whole, however big one of them is", async () => {
    const big = BIG_SIZES.map((size, at) => ({ ...blownUp(entries, size), id: String(at + 1) }));
    // The parts' ids are the same in every blown up order, so each has books of its own.
    for (const order of big) {
      const books = [order, ...small.slice(0, 3)];
      const { events } = await adminStand(() => books).walk.readMany(SHOP_ID, idsOf(books));
      expect(events).toEqual(await eachAlone(books));
    }
  });

  test("of ordinary size take two requests, one for all fulfillments, one for all refunds and one at the end", async () => {
    const stand = adminStand(() => small);
    await stand.walk.readMany(SHOP_ID, idsOf(small));
    const parts = small.some(({ refunds }) => refunds.length > 0) ? ["Fulfillments", "Refunds"] : ["Fulfillments"];
    expect(stand.sent).toEqual(["Orders", "Orders", ...parts, "OrdersUpdatedAt"]);
  });

  test("are asked for in halves where a request costs more than it may", async () => {
    const stand = adminStand(() => small);
    const first = { ...FIRST_OF_MANY, orders: TEN, lines: 15 };
    const { orders } = await readOrders(stand.client, idsOf(small), { first, rest: REST_OF_MANY });
    expect(orders).toHaveLength(small.length);
  });

  test("come once each, in the order in which they were asked for", async () => {
    const ids = idsOf(small).reverse();
    const { events } = await adminStand(() => small).walk.readMany(SHOP_ID, [...ids, ...ids]);
    expect(events.map(({ laneKey }) => laneKey)).toEqual(ids);
  });

  test("are none if none is asked for, without a request", async () => {
    const stand = adminStand(() => small);
    expect(await stand.walk.readMany(SHOP_ID, [])).toEqual({ events: [], gone: [] });
    expect(stand.sent).toEqual([]);
  });
});

describe("an order that cannot be read now fails none of the others:", () => {
  test("one that changes between the first request and the last is left out, and there the next time", async () => {
    let asked = 0;
    const books = () => {
      asked += 1;
      return [{ ...changing, updatedAt: asked === 1 ? 1000 : 2000 }, ...quiet];
    };
    const { walk } = adminStand(books);
    const first = await walk.readMany(SHOP_ID, idsOf(small));
    expect(first.events.map(({ laneKey }) => laneKey)).toEqual(idsOf(quiet));
    expect(first.gone).toEqual([]);
    expect((await walk.readMany(SHOP_ID, idsOf(small))).events).toHaveLength(small.length);
  });

  test("one that is deleted meanwhile is left out, and gone the next time", async () => {
    let asked = 0;
    const { walk } = adminStand(() => {
      asked += 1;
      return asked === 1 ? small : quiet;
    });
    const first = await walk.readMany(SHOP_ID, idsOf(small));
    expect(first.events.map(({ laneKey }) => laneKey)).toEqual(idsOf(quiet));
    expect(first.gone).toEqual([]);
    expect((await walk.readMany(SHOP_ID, idsOf(small))).gone).toEqual([changing.id]);
  });

  const sent = small.filter(({ fulfillments }) => fulfillments.length > 0);
  test.each([
    ["fewer lines than it counts", /"subtotalLineItemsQuantity":\d+/, '"subtotalLineItemsQuantity":9999'],
    ["a fulfillment that is not listed", /"fulfillmentsCount":\{"count":\d+\}/, '"fulfillmentsCount":{"count":99}'],
    ["a fulfillment with fewer pieces than it says", /"totalQuantity":\d+/, '"totalQuantity":99'],
    ["a fulfillment that is not there", /\{"id":"gid:\/\/shopify\/Fulfillment\/\d+","name"/, '{"id":"other","name"'],
    ["a sent line that it has not", /("lineItem":\{"id":"gid:\/\/shopify\/LineItem\/)\d+/, "$11"],
    ["a next page without a cursor", /"hasNextPage":false,"endCursor":"[^"]*"/, '"hasNextPage":true,"endCursor":null'],
  ])("one with %s is left out", async (_what, from, to) => {
    let done = false;
    const client = tampered(adminStand(() => sent).client, (answer) => {
      if (done || !from.test(answer)) return answer;
      done = true;
      return answer.replace(from, to);
    });
    const { orders, gone } = await readOrders(client, idsOf(sent));
    expect(orders.map(({ orderId }) => orderId)).toEqual(idsOf(sent.slice(1)));
    expect(gone).toEqual([]);
  });

  test("those the shop does not know are gone, and so is what is no id of an order", async () => {
    const deleted = { ...changing, deletedAt: 1 };
    const { walk } = adminStand(() => [deleted, ...quiet]);
    const { events, gone } = await walk.readMany(SHOP_ID, ["404", ...idsOf(small), "no-id"]);
    expect(gone).toEqual(["404", changing.id, "no-id"]);
    expect(events.map(({ laneKey }) => laneKey)).toEqual(idsOf(quiet));
  });
});

describe("what stands in the way of all of them is an error:", () => {
  test.each([
    ["a field the app has no right to", { kind: "denied", fields: ["Order.customer"], scope: "read_customers" }],
    ["an answer that does not come", { kind: "status", status: 503 }],
  ] as const)("%s", async (_what, wrong) => {
    const { walk } = adminStand(
      () => small,
      ({ before }) => (before === 1 ? wrong : null),
    );
    await expect(walk.readMany(SHOP_ID, idsOf(small))).rejects.toMatchObject({
      kind: wrong.kind === "denied" ? "access_denied" : "transport",
    });
  });
});

describe("a shop's points", () => {
  test("that are used up are waited for, at every request", async () => {
    const { walk, waited } = adminStand(
      () => small,
      ({ before }) => (before % 2 === 0 ? { kind: "throttled" } : null),
    );
    expect((await walk.readMany(SHOP_ID, idsOf(small))).events).toHaveLength(small.length);
    expect(waited()).toBeGreaterThan(0);
  });

  test("come back ten times as fast in a shop of the Plus plan", async () => {
    const [standard, plus] = [adminStand(() => alive), adminStand(() => alive, undefined, ["read_orders"], "plus")];
    for (const { walk } of [standard, plus]) {
      for (const ten of inTens(alive))
        expect((await walk.readMany(SHOP_ID, idsOf(ten))).events).toHaveLength(ten.length);
    }
    expect(standard.paid()).toBe(plus.paid());
    expect(plus.waited()).toBe(0);
    // What is not in the full bucket at the start comes in at 100 points a second.
    expect(standard.waited()).toBeGreaterThan((standard.paid() - 2000) * 10 - 1000);
  });

  test("are spent for no more than each by itself would take", async () => {
    const [together, alone] = [adminStand(() => small), adminStand(() => small)];
    await together.walk.readMany(SHOP_ID, idsOf(small));
    for (const { id } of small) await alone.reader.read(SHOP_ID, id);
    expect(together.paid()).toBe(alone.paid());
    expect(together.paid() / small.length).toBeLessThan(90);
  });
});

function bodyOf(read: Awaited<ReturnType<typeof readOrder>>): string {
  if (read.outcome !== "order") throw new Error("not found");
  return read.body;
}

/** The client, with what Shopify answers changed on its way. */
function tampered(client: AdminClient, change: (answer: string) => string): AdminClient {
  return { ...client, request: async (...asked) => JSON.parse(change(JSON.stringify(await client.request(...asked)))) };
}
