import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { KINDS } from "@karla/sandbox/kinds";
import { expect, test } from "vitest";
import { readOrder } from "../../app/shopify/admin/read-order.ts";
import { adminStand, SHOP } from "./admin-stand.ts";
import { byReading } from "./read-by-both.ts";

/** For checking that the order is whole. */
const CHECKS = ["subtotalLineItemsQuantity", "fulfillmentsCount.count", "fulfillments[].totalQuantity"];
/** Stands in for another field where that is empty, which it is in none of the books' orders. */
const STAND_INS = [
  "createdAt",
  "lineItems[].name",
  "fulfillments[].name",
  "refunds[].createdAt",
  "refunds[].updatedAt",
  "shippingAddress.firstName",
  "shippingAddress.lastName",
  "billingAddress.firstName",
  "billingAddress.lastName",
  "currentTotalDutiesSet.shopMoney.amount",
  "currentTotalDutiesSet.presentmentMoney.amount",
  "discountApplications[].value.amount",
];
/** Tells only in orders the books do not have: duties of one who pays in another currency, half a discount on shipping. */
const NOT_IN_THE_BOOKS = [
  "customer.defaultPhoneNumber",
  "discountApplications[].value.percentage",
  "shippingLines[].discountAllocations[].discountApplication.index",
  "lineItems[].duties[].price.presentmentMoney.amount",
  "originalTotalDutiesSet.presentmentMoney.amount",
];
/** Searched for words that name a pickup or a local delivery. */
const WORDS = ["shippingLines[].source", "shippingLines[].deliveryCategory"];

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function spoilt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return other(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? spoilt(item, rest) : item));
  return { ...Object(value), [key]: spoilt(Object(value)[key], rest) };
}

function other(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string") return "something";
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return "2020-01-01T00:00:00Z";
  if (/^-?\d+(\.\d+)?$/.test(value)) return "77.7";
  return value.startsWith("gid:") ? `${value}7` : "QQ";
}

const nameOf = (path: Path) =>
  path
    .map((key) => (typeof key === "number" ? "[]" : `.${key}`))
    .join("")
    .slice(1);

/** One leaf of each name. */
function namedLeaves(value: unknown): Map<string, Path> {
  return new Map(leaves(value).map((path): [string, Path] => [nameOf(path), path]));
}

test("every field that is asked for is told in the facts, or is there for another reason", async () => {
  const { entries } = fillBooks({ seed: 5, orders: KINDS.length * 11, shopDomain: SHOP });
  // Two of each kind, and every discount there is.
  const some = entries.filter(({ order }, index) => index % 11 < 2 || order.discountCodes.length > 0);
  let book: BookedOrder[] = [];
  const { client } = adminStand(() => book);
  const told = new Set<string>();
  const asked = new Set<string>();
  for (const { order } of some) {
    book = [{ ...order, deletedAt: null }];
    const read = await readOrder(client, order.id);
    if (read.outcome !== "order") throw new Error("not found");
    const before = JSON.stringify(byReading(order.id, read.body));
    const answer: unknown = JSON.parse(read.body);
    for (const [name, path] of namedLeaves(answer)) {
      asked.add(name);
      if (!told.has(name) && changes(before, order.id, JSON.stringify(spoilt(answer, path)))) told.add(name);
    }
  }
  // What is null in one order and an object in the next is asked for by the names of its members.
  const isLeaf = (name: string) => ![...asked].some((longer) => longer.startsWith(`${name}.`));
  const untold = [...asked].filter((name) => !told.has(name) && isLeaf(name) && !name.endsWith(".currencyCode"));
  expect(untold.sort()).toEqual([...CHECKS, ...STAND_INS, ...NOT_IN_THE_BOOKS, ...WORDS].sort());
});

/** An answer that is refused does not go unnoticed either. */
function changes(before: string, orderId: string, body: string): boolean {
  try {
    return JSON.stringify(byReading(orderId, body)) !== before;
  } catch {
    return true;
  }
}
