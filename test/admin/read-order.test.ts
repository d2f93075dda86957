import { fillBooks } from "@karla/sandbox/fill-books";
import { describe, expect, test } from "vitest";
import type { AdminClient } from "../../app/shopify/admin/admin-client.ts";
import { AdminError } from "../../app/shopify/admin/admin-error.ts";
import type { PageSizes } from "../../app/shopify/admin/page-sizes.ts";
import { readOrder } from "../../app/shopify/admin/read-order.ts";
import { adminStand, SHOP } from "./admin-stand.ts";

const PAIRS: PageSizes = { lines: 2, shippingLines: 2, discounts: 2, parts: 2, partLines: 2, transactions: 2 };
const { entries } = fillBooks({ seed: 11, orders: 144, shopDomain: SHOP });
const split = entries.map(({ order }) => order).find(({ kinds, lines }) => kinds.includes("split") && lines.length > 2);
const refunded = entries.map(({ order }) => order).find(({ refunds }) => refunds.length > 0);
if (split === undefined || refunded === undefined) throw new Error("the books lack an order");
const books = [split, refunded];

/** The client, with what Shopify answers changed on its way: `change` is given each answer as text. */
function tampered(client: AdminClient, change: (answer: string) => string): AdminClient {
  return { ...client, request: async (...asked) => JSON.parse(change(JSON.stringify(await client.request(...asked)))) };
}

async function refusalOf(reading: Promise<unknown>): Promise<AdminError> {
  const error: unknown = await reading.catch((thrown: unknown) => thrown);
  if (!(error instanceof AdminError)) throw new Error("it was read");
  return error;
}

describe("an order that cannot be read whole is an error, never half an order:", () => {
  test.each([
    ["a fulfillment that is not listed", /"fulfillments":\[\{[^}]*\},/, '"fulfillments":[', "fulfillments are missing"],
    [
      "a fulfillment that is not there",
      /"nodes":\[\{"id":"gid:\/\/shopify\/Fulfillment.*$/,
      '"nodes":[null]}',
      "a fulfillment is missing",
    ],
    [
      "a fulfillment with fewer pieces than it says",
      /"totalQuantity":\d+/,
      '"totalQuantity":99',
      "the pieces of a fulfillment",
    ],
    [
      "fewer lines than the order counts",
      /"subtotalLineItemsQuantity":\d+/,
      '"subtotalLineItemsQuantity":9999',
      "lines are missing",
    ],
    [
      "a sent line that the order has not",
      /("lineItem":\{"id":"gid:\/\/shopify\/LineItem\/)\d+/,
      "$1" + "1",
      "a line is missing",
    ],
    ["a next page without a cursor", /"endCursor":"[^"]+"/, '"endCursor":null', "no next page"],
    ["a cursor that goes in circles", /"hasNextPage":false/, '"hasNextPage":true', "no next page"],
  ])("%s", async (_what, from, to, says) => {
    const client = tampered(adminStand(() => books).client, (answer) => answer.replace(from, to));
    const error = await refusalOf(readOrder(client, split.id, PAIRS));
    expect(error).toMatchObject({ kind: "contract", retry: true });
    expect(error.message).toContain(says);
  });

  test("a field the app has no right to", async () => {
    const denied = { kind: "denied", fields: ["Order.customer"], scope: "read_customers" } as const;
    const { client } = adminStand(
      () => books,
      () => denied,
    );
    expect(await refusalOf(readOrder(client, split.id))).toMatchObject({ kind: "access_denied", retry: false });
  });

  test("a refund that is gone", async () => {
    const client = tampered(adminStand(() => books).client, (answer) =>
      answer.replace(/"nodes":\[\{"id":"gid:\/\/shopify\/Refund.*$/, '"nodes":[null]}'),
    );
    expect((await refusalOf(readOrder(client, refunded.id))).message).toContain("a refund is missing");
  });
});

describe("an order that changes while it is read", () => {
  test("is read again", async () => {
    let reads = 0;
    // Changed after the first answer, and quiet from then on.
    const { client, sent } = adminStand(() =>
      books.map((order) => ({ ...order, updatedAt: reads++ === 0 ? 1000 : 2000 })),
    );
    const read = await readOrder(client, split.id);
    expect(read.outcome === "order" && JSON.parse(read.body)).toMatchObject({ updatedAt: "1970-01-01T00:00:02Z" });
    expect(sent.filter((name) => name === "Order")).toHaveLength(2);
  });

  test("without end is an error that is worth another try later", async () => {
    let at = 0;
    const { client } = adminStand(() => books.map((order) => ({ ...order, updatedAt: 1000 * ++at })));
    expect(await refusalOf(readOrder(client, split.id))).toMatchObject({
      retry: true,
      message: expect.stringMatching(/keeps changing/),
    });
  });
});

test("a shop whose points are used up is waited for, in the middle of an order", async () => {
  const { client, waited } = adminStand(
    () => books,
    ({ before }) => (before === 1 || before === 2 ? { kind: "throttled" } : null),
  );
  expect(await readOrder(client, split.id, PAIRS)).toMatchObject({ outcome: "order" });
  expect(waited()).toBeGreaterThan(0);
});

test("an order of ordinary size takes three requests", async () => {
  const { client, sent } = adminStand(() => books);
  await readOrder(client, split.id);
  expect(sent).toEqual(["Order", "Fulfillments", "OrderUpdatedAt"]);
});
