import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { KINDS } from "@karla/sandbox/kinds";
import { describe, expect, test } from "vitest";
import { createOrderFiles } from "../../app/shopify/admin/order-files/create-order-files.ts";
import { type AdminStand, adminStand, SHOP, SHOP_ID } from "./admin-stand.ts";
import { BIG_SIZES, blownUp } from "./blown-up.ts";
import { batchesOf, contentOf, readyFile, withLines } from "./file-reading.ts";

const { entries } = fillBooks({ seed: 5, orders: KINDS.length * 4, shopDomain: SHOP });
const alive = entries.map(({ order }) => ({ ...order, deletedAt: null }));
/** All that is to know of it is in the file. */
const isWhole = ({ fulfillments, refunds }: BookedOrder) => fulfillments.length === 0 && refunds.length === 0;
const whole = alive.filter(isWhole);
const inPart = alive.filter((order) => !isWhole(order) && order.refunds.length > 0).slice(0, 10);

/** What is asked until a file is ready. */
const MAKING = new Set(["RunBulkQuery", "BulkOperation"]);

async function readFile({ files }: AdminStand) {
  return batchesOf(files.read(SHOP_ID, await readyFile(files, SHOP_ID), 0));
}

/** Each order read by itself, by an app that asks for nothing else. */
async function eachAlone(orders: readonly BookedOrder[]): Promise<Map<string, string>> {
  const alone = new Map<string, string>();
  for (const { id } of orders) {
    const read = await adminStand(() => orders).reader.read(SHOP_ID, id);
    if (read.outcome !== "order") throw new Error("not found");
    for (const [orderId, body] of contentOf([read.event])) alone.set(orderId, body);
  }
  return alone;
}

const eventsIn = (batches: Awaited<ReturnType<typeof readFile>>) => batches.flatMap(({ events }) => events);
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

describe("orders out of a file", () => {
  test("are the same events as each read by itself, byte for byte, for every kind of order", async () => {
    expect(new Set(alive.flatMap(({ kinds }) => kinds)).size).toBe(KINDS.length);
    const batches = await readFile(adminStand(() => alive));
    expect(contentOf(eventsIn(batches))).toEqual(await eachAlone(alive));
    expect(eventsIn(batches)).toHaveLength(alive.length);
    expect(sum(batches.map(({ orders }) => orders))).toBe(alive.length);
  });

  test("are whole, however big one of them is", async () => {
    for (const [at, size] of BIG_SIZES.entries()) {
      // The parts' ids are the same in every blown up order, so each has books of its own.
      const books = [{ ...blownUp(entries, size), id: String(at + 1) }, ...whole.slice(0, 3)];
      expect(contentOf(eventsIn(await readFile(adminStand(() => books))))).toEqual(await eachAlone(books));
    }
  });

  test("are asked for no further where nothing was sent or refunded, or one fulfillment has all of it", async () => {
    const sentWhole = alive.filter(({ lines, fulfillments, refunds }) => {
      const pieces = sum(lines.map(({ ordered }) => ordered));
      const sent = fulfillments.map((part) => sum(part.lines.map(({ quantity }) => quantity)));
      return refunds.length === 0 && sent.length === 1 && sent[0] === pieces;
    });
    expect(sentWhole.length).toBeGreaterThan(20);
    const books = [...whole, ...sentWhole];
    const stand = adminStand(() => books);
    const batches = await readFile(stand);
    expect(sum(batches.map(({ readSingly }) => readSingly))).toBe(0);
    expect(new Set(stand.sent.filter((name) => !MAKING.has(name)))).toEqual(new Set());
    expect(contentOf(eventsIn(batches)).size).toBe(books.length);
  });

  test("have what was sent and refunded read for many at once", async () => {
    const stand = adminStand(() => inPart);
    const [batch, ...more] = await readFile(stand);
    expect(batch).toMatchObject({ orders: inPart.length, readSingly: inPart.length });
    expect(more).toEqual([]);
    const asked = stand.sent.filter((name) => !MAKING.has(name));
    expect(new Set(asked)).toEqual(new Set(["Fulfillments", "Refunds", "OrdersUpdatedAt"]));
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  test("come in batches none of which takes more points than a shop restores in a few seconds", async () => {
    const stand = adminStand(() => alive);
    let before = stand.paid();
    const paid: number[] = [];
    for await (const { orders } of stand.files.read(SHOP_ID, await readyFile(stand.files, SHOP_ID), 0)) {
      expect(orders).toBeLessThanOrEqual(30);
      paid.push(stand.paid() - before);
      before = stand.paid();
    }
    expect(Math.max(...paid)).toBeLessThanOrEqual(350);
    expect(paid.length).toBeGreaterThan(2);
  });

  test("can be read on from where any batch ended", async () => {
    const { files } = adminStand(() => alive);
    const id = await readyFile(files, SHOP_ID);
    const all = await batchesOf(files.read(SHOP_ID, id, 0));
    expect(all.length).toBeGreaterThan(2);
    for (const [at, { next }] of all.entries()) {
      const rest = await batchesOf(files.read(SHOP_ID, id, next));
      expect(contentOf(eventsIn(rest))).toEqual(contentOf(eventsIn(all.slice(at + 1))));
    }
  });

  test("are none where the shop has none", async () => {
    expect(await readFile(adminStand(() => []))).toEqual([]);
  });
});

describe("an order that changed since the file was made", () => {
  const [changing] = inPart;
  if (changing === undefined) throw new Error("no order");
  const changed = { ...changing, note: "another", updatedAt: changing.updatedAt + 60_000 };

  test("is read anew where a part of it has to be read anyhow, and otherwise is as it was then", async () => {
    let books: BookedOrder[] = [changing, ...whole.slice(0, 2)];
    const stand = adminStand(() => books);
    const id = await readyFile(stand.files, SHOP_ID);
    const before = await eachAlone(books);
    books = [changed, ...whole.slice(0, 2).map((order) => ({ ...order, updatedAt: order.updatedAt + 60_000 }))];
    const [batch] = await batchesOf(stand.files.read(SHOP_ID, id, 0));
    const expected = new Map(before).set(changed.id, (await eachAlone([changed])).get(changed.id) ?? "");
    expect(contentOf(batch?.events ?? [])).toEqual(expected);
    expect(batch).toMatchObject({ orders: 3, readSingly: 1 });
  });

  test("and is gone by now is counted, and no event", async () => {
    let books: BookedOrder[] = [changing, ...whole.slice(0, 2)];
    const stand = adminStand(() => books);
    const id = await readyFile(stand.files, SHOP_ID);
    books = whole.slice(0, 2);
    const [batch] = await batchesOf(stand.files.read(SHOP_ID, id, 0));
    expect(batch).toMatchObject({ orders: 3, readSingly: 1 });
    expect(batch?.events.map(({ laneKey }) => laneKey).sort()).toEqual(books.map(({ id }) => id).sort());
  });
});

describe("a file that is not as it should be", () => {
  const books = [...whole, ...inPart.slice(0, 2)];
  const isRoot = (line: string) => !line.includes("__parentId");
  const isShipping = (line: string) => line.includes('"ShippingLine"');
  const shipped = books.filter(({ shipping }) => shipping !== null).length;
  const toTheEnd = (lines: string[], moved: (line: string) => boolean) => [
    ...lines.filter((line) => !moved(line)),
    ...lines.filter(moved),
  ];
  const each = (change: (line: string) => string) => (lines: string[]) => lines.map(change);
  const damaged: [string, (lines: string[]) => string[], number][] = [
    ["with all parts behind all orders", (lines) => toTheEnd(lines, (line) => !isRoot(line)), books.length],
    ["with some parts behind all orders", (lines) => toTheEnd(lines, isShipping), shipped],
    ["with lines that are no JSON", each((line) => (isShipping(line) ? line.slice(9) : line)), shipped],
    ["with orders that are no JSON", each((line) => (isRoot(line) ? line.slice(0, -9) : line)), books.length],
    ["without what was asked for", each((line) => line.replace(/"tags":\[[^\]]*\],/, "")), books.length],
    ["with parts that were not asked for", each((line) => line.replace('"ShippingLine"', '"Gift"')), shipped],
    ["with lines that are missing", (lines) => lines.filter((line) => !line.includes('"LineItem"')), books.length],
  ];
  test.each(damaged)("%s, has its orders read whole", async (_what, damage, atLeast) => {
    const { deps, files } = adminStand(() => books);
    const id = await readyFile(files, SHOP_ID);
    const batches = await batchesOf(createOrderFiles(withLines(deps, damage)).read(SHOP_ID, id, 0));
    const found = new Map<string, string>();
    for (const [orderId, body] of contentOf(eventsIn(batches))) found.set(orderId, body);
    expect(found).toEqual(await eachAlone(books));
    expect(sum(batches.map(({ readSingly }) => readSingly))).toBeGreaterThanOrEqual(atLeast);
  });
});
