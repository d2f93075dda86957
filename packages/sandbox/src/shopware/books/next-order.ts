import { isDeepStrictEqual } from "node:util";
import type { BookedOrder } from "../../shopify/booked-order.ts";
import { deliveriesOf } from "./deliveries-of-books.ts";
import {
  type OrderState,
  type PaymentState,
  type ShopwareDelivery,
  type ShopwareOrder,
  shipsSilently,
} from "./shopware-order.ts";

/**
 * The order after a version of it in the books. `known` is the order before; null where the shop has none yet. What a version
 * does not touch keeps the time of its last write: a code written to a delivery leaves the order itself as it was.
 */
export function nextOrder(known: ShopwareOrder | null, booked: BookedOrder): ShopwareOrder {
  const at = booked.updatedAt;
  // Not told from the beginning: everything but what was there first was written when it was last seen.
  const fresh = booked.version <= 1 ? null : at;
  const payment = paymentOf(booked);
  const state = stateOf(booked);
  const order = { booked, state };
  return {
    ...order,
    writtenAt: known === null ? fresh : isSameOrder(known, order) ? known.writtenAt : at,
    addressWrittenAt: known === null ? fresh : isSameAddress(known.booked, booked) ? known.addressWrittenAt : at,
    payment: {
      state: payment,
      writtenAt: known === null ? fresh : known.payment.state === payment ? known.payment.writtenAt : at,
    },
    deliveries: deliveriesOf(booked).map((dealt): ShopwareDelivery => {
      if (known === null) return { ...dealt, updatedAt: dealt.state === "open" ? null : fresh };
      const before = known.deliveries.find(({ key }) => key === dealt.key);
      if (before === undefined) return { ...dealt, updatedAt: null };
      const { updatedAt, ...same } = before;
      return { ...dealt, updatedAt: isDeepStrictEqual(same, dealt) ? updatedAt : at };
    }),
  };
}

/** Whether both are the same as far as they stand on the order itself. */
export function isSameOrder(
  left: Pick<ShopwareOrder, "booked" | "state">,
  right: Pick<ShopwareOrder, "booked" | "state">,
): boolean {
  return left.state === right.state && isDeepStrictEqual(ownFields(left.booked), ownFields(right.booked));
}

export function isSameAddress(left: BookedOrder, right: BookedOrder): boolean {
  return isDeepStrictEqual(left.shippingAddress, right.shippingAddress);
}

/** What stands on the order itself, without the version that each change counts up. */
export function ownFields(order: BookedOrder): Record<"lines" | "tags" | "note" | "attributes", unknown> {
  return {
    lines: order.lines.map(({ id, ordered, removed }) => ({ id, ordered, removed })),
    tags: order.tags,
    note: order.note,
    attributes: order.attributes.filter(({ name }) => name !== "_version"),
  };
}

function stateOf(order: BookedOrder): OrderState {
  if (order.cancelledAt !== null) return "cancelled";
  const sent = !shipsSilently(order) && order.fulfillments.some(({ status }) => status === "success");
  const deliveries = deliveriesOf(order).filter(({ costs }) => costs >= 0);
  if (sent && deliveries.every(({ state }) => state === "shipped" || state === "cancelled")) return "completed";
  return order.paid || sent ? "in_progress" : "open";
}

function paymentOf(order: BookedOrder): PaymentState {
  const { refunded, total } = order.totals;
  if (refunded > 0) return refunded >= total ? "refunded" : "refunded_partially";
  if (order.paid) return "paid";
  return order.cancelledAt === null ? "open" : "cancelled";
}
