import { compareInstants } from "@karla/sync/compare-instants";
import type { JsonObject } from "@karla/sync/read-json";
import { instantOf, objectsOf } from "./json-fields.ts";

/** Stands for a date that the answer does not know; older than everything, so it never wins. */
const NO_DATE = "1970-01-01T00:00:00Z";

/**
 * The newest change of the order and of what belongs to it alone: `order.updatedAt` moves neither with a delivery's number nor
 * with an address or a payment. Not of tags, products, accounts: those live without the order, and taking one off it would turn
 * the time back. What changes without any of these (a tag, a customer group) is decided by the time of reading, which breaks
 * the tie: the later reading of two with the same newest change is the newer state.
 */
export function observedAtOf(order: JsonObject): string {
  const deliveries = objectsOf(order.deliveries);
  const lists = [
    [order],
    [order.orderCustomer ?? null, order.billingAddress ?? null],
    deliveries,
    deliveries.map(({ shippingOrderAddress }) => shippingOrderAddress ?? null),
    order.addresses,
    order.lineItems,
    order.transactions,
  ];
  return lists
    .flatMap((list) => objectsOf(list))
    .flatMap(({ createdAt, updatedAt }) => instantOf(updatedAt) ?? instantOf(createdAt) ?? [])
    .reduce((newest, at) => (compareInstants(at, newest) > 0 ? at : newest), NO_DATE);
}
