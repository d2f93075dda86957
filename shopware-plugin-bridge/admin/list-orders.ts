import type { PlacedBetween } from "@karla/sync/backfill";
import { textOf } from "@karla/sync/json-fields";
import type { ChangedBetween, ListedOrder, ListedPage } from "@karla/sync/order-walk";
import type { JsonObject } from "@karla/sync/read-json";
import { z } from "zod";
import { instantOf } from "../order/json-fields.ts";
import { observedAtOf } from "../order/observed-at.ts";
import type { ShopClient } from "./shop-client.ts";
import { ShopError } from "./shop-error.ts";

const PAGE = 100;
const DATES = ["id", "createdAt", "updatedAt"];

/**
 * What an order is made of, as far as a change of it has a date of its own: `order.updatedAt` moves neither with a delivery's
 * number, which an ERP writes, nor with an address or a payment.
 */
const PARTS = ["deliveries", "addresses", "lineItems", "transactions"] as const;

/** As much of an order as tells when it was changed; `observedAtOf` reads the same of a whole one. */
const LIST_CRITERIA = {
  limit: PAGE,
  associations: {
    orderCustomer: {},
    billingAddress: {},
    addresses: {},
    lineItems: {},
    transactions: {},
    deliveries: { associations: { shippingOrderAddress: {} } },
  },
  includes: {
    order: [...DATES, "orderNumber", "orderDateTime", "autoIncrement", "orderCustomer", "billingAddress", ...PARTS],
    order_customer: DATES,
    order_address: DATES,
    order_line_item: DATES,
    order_transaction: DATES,
    order_delivery: [...DATES, "shippingOrderAddress"],
  },
};

/** `updatedAt` is null until the first change. */
function changedIn(field: string, { from, to }: ChangedBetween): object[] {
  return ["updatedAt", "createdAt"].map((date) => ({
    type: "range",
    field: `${field}${date}`,
    parameters: { gte: from, lte: to },
  }));
}

/** One page of the orders of which something changed in this time, in the order in which they were made. */
export async function listChanged(
  client: ShopClient,
  changed: ChangedBetween,
  after: string | null,
): Promise<ListedPage> {
  const parts = ["", ...PARTS.map((part) => `${part}.`)];
  const filter: object[] = [
    { type: "multi", operator: "or", queries: parts.flatMap((part) => changedIn(part, changed)) },
  ];
  if (after !== null) filter.push({ type: "range", field: "autoIncrement", parameters: { gt: Number(after) } });
  const criteria = { ...LIST_CRITERIA, filter, sort: [{ field: "autoIncrement", order: "ASC" }] };
  const { entities } = await client.search("order", criteria);
  const last = entities.at(-1)?.autoIncrement;
  // What changed again since then is newer, and still one that changed.
  return { orders: entities.map(listed), after: entities.length < PAGE || typeof last !== "string" ? null : last };
}

const Place = z.tuple([z.string(), z.number()]);

/** One page of the orders that were placed in this time, oldest first. */
export async function listPlaced(
  client: ShopClient,
  { from, to }: PlacedBetween,
  after: string | null,
): Promise<ListedPage> {
  const filter: object[] = [placedIn({ from, to })];
  if (after !== null) filter.push(behind(Place.parse(JSON.parse(after))));
  const sort = [
    { field: "orderDateTime", order: "ASC" },
    { field: "autoIncrement", order: "ASC" },
  ];
  const { entities } = await client.search("order", { ...LIST_CRITERIA, filter, sort });
  const last = entities.at(-1);
  const isLast = entities.length < PAGE || last === undefined;
  return {
    orders: entities.map(listed),
    after: isLast ? null : JSON.stringify([last.orderDateTime, Number(last.autoIncrement)]),
  };
}

/** Orders placed from `from` to before `to`. */
export function placedIn({ from, to }: PlacedBetween): object {
  return { type: "range", field: "orderDateTime", parameters: { gte: from, lt: to } };
}

function behind([at, number]: z.infer<typeof Place>): object {
  return {
    type: "multi",
    operator: "or",
    queries: [
      { type: "range", field: "orderDateTime", parameters: { gt: at } },
      {
        type: "multi",
        operator: "and",
        queries: [
          { type: "range", field: "orderDateTime", parameters: { gte: at, lte: at } },
          { type: "range", field: "autoIncrement", parameters: { gt: number } },
        ],
      },
    ],
  };
}

function listed(order: JsonObject): ListedOrder {
  const [id, number, placedAt] = [textOf(order.id), textOf(order.orderNumber), instantOf(order.orderDateTime)];
  if (id === null || placedAt === null)
    throw new ShopError("an order in a list has no id or date", { kind: "contract" });
  return { id, name: number ?? id, updatedAt: observedAtOf(order), createdAt: placedAt };
}
