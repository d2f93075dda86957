import { fillBooks } from "@karla/sandbox/fill-books";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareOrder } from "../../commands/proof/compare-order.ts";
import { expectedOrder } from "../../commands/proof/expected-order.ts";
import { readCore } from "../../commands/proof/read-core.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

const books = fillBooks({ seed: 3, orders: 60, shopDomain: SHOP });
let spine: Awaited<ReturnType<typeof startShop>>;

beforeAll(async () => {
  spine = await startShop(() => books.entries.map(({ order }) => order));
  // Installed an hour ago: the first read refreshes its token.
  await spine.install({ runOut: true });
});
afterAll(() => spine.stop());

test("orders of which only a fulfillment arrived are read from the shop, and reach the core whole", async () => {
  // Few enough that the shop's bucket of points does not run dry: it would make this wait for minutes.
  const shipped = new Set(
    books.webhooks.filter(({ topic }) => topic === "fulfillments/create").map(({ orderId }) => orderId),
  );
  const chosen = new Set([...shipped].slice(0, 12));
  const fulfillments = books.webhooks.filter(
    (event) => event.topic === "fulfillments/create" && chosen.has(event.orderId),
  );
  for (const { topic, body, webhookId } of fulfillments) await spine.send(topic, body, { webhookId });
  const ids = new Set(fulfillments.map(({ orderId }) => orderId));
  expect(ids.size).toBe(12);
  const waiting = async () =>
    (await spine.store.status.read()).orders.filter(({ reason }) => reason === "awaiting_order").length;
  await expect.poll(async () => (await spine.store.status.read()).events.pending).toBe(0);
  expect(await waiting()).toBe(ids.size);
  spine.advance(31_000);
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
  await spine.settled();
  const held = await readCore({ ...spine.core, fetch });
  let compared = 0;
  for (const { order, history } of books.entries.filter((entry) => ids.has(entry.order.id))) {
    const expected = expectedOrder(order, history);
    if (expected.outcome !== "held") continue;
    compared += 1;
    const inCore = held.get(order.id);
    expect(inCore && compareOrder(expected.order, inCore)).toEqual([]);
  }
  expect(compared).toBeGreaterThan(8);
});
