import type { BookedFulfillment, BookedLine, BookedOrder } from "../../shopify/booked-order.ts";
import { type DeliveryState, type ShopwareDelivery, shipsApart } from "./shopware-order.ts";

type Pieces = readonly { lineId: string; quantity: number }[];
type Dealt = Omit<ShopwareDelivery, "updatedAt">;

/** The deliveries of an order as it stands. None for what needs no shipping. The first is there from the beginning. */
export function deliveriesOf(order: BookedOrder): Dealt[] {
  const goods = order.lines.filter((line) => line.requiresShipping && !line.giftCard && line.ordered > line.removed);
  if (goods.length === 0) return [];
  const all = goods.map((line) => ({ lineId: line.id, quantity: line.ordered - line.removed }));
  const fulfillments = order.fulfillments
    .map((fulfillment) => ({ ...fulfillment, lines: ofGoods(fulfillment.lines, goods) }))
    .filter(({ lines }) => lines.length > 0);
  const first = { key: order.id, createdAt: order.createdAt, costs: order.shipping?.price ?? 0 };
  const dealt = shipsApart(order)
    ? apart(order, first, all, fulfillments)
    : [together(order, first, all, fulfillments)];
  const discount = order.discountCodes.filter(({ type }) => type === "shipping");
  if (discount.length === 0) return dealt;
  const costs = -discount.reduce((sum, { amount }) => sum + amount, 0);
  const key = `${order.id}:discount`;
  return [...dealt, { key, createdAt: order.createdAt, state: "open", trackingCodes: [], costs, positions: all }];
}

type First = Pick<Dealt, "key" | "createdAt" | "costs">;

/** One delivery, with every code that counts. */
function together(order: BookedOrder, first: First, all: Pieces, fulfillments: readonly BookedFulfillment[]): Dealt {
  const live = fulfillments.filter(({ status }) => status === "success");
  const left = without(all, [...live.flatMap(({ lines }) => lines), ...given(order)]);
  const whole = left.length === 0 ? "shipped" : "shipped_partially";
  const state = live.length > 0 ? whole : unsent(order);
  return { ...first, state, trackingCodes: live.flatMap(({ trackingNumbers }) => trackingNumbers), positions: all };
}

/**
 * A delivery for each fulfillment. The one that empties the first delivery takes it over; the others are split off it with
 * their pieces. What is left over stays in the first one.
 */
function apart(order: BookedOrder, first: First, all: Pieces, fulfillments: readonly BookedFulfillment[]): Dealt[] {
  const split: Dealt[] = [];
  let rest = all;
  let taken: Dealt | null = null;
  for (const { id, createdAt, status, trackingNumbers: trackingCodes, lines: positions } of fulfillments) {
    const left = without(rest, positions);
    const state: DeliveryState = status === "cancelled" ? "cancelled" : "shipped";
    if (taken === null && left.length === 0) taken = { ...first, state, trackingCodes, positions };
    else split.push({ key: `${order.id}:${id}`, createdAt, state, trackingCodes, costs: 0, positions });
    // What was not sent after all may be sent again.
    if (status !== "cancelled") rest = left;
  }
  return [taken ?? { ...first, state: unsent(order), trackingCodes: [], positions: rest }, ...split];
}

function unsent(order: BookedOrder): DeliveryState {
  return order.cancelledAt === null ? "open" : "cancelled";
}

/** Pieces given back. Those of a line were never sent, or were: the books do not say, so they count as done. */
function given(order: BookedOrder): Pieces {
  return order.lines.map(({ id, refunded }) => ({ lineId: id, quantity: refunded }));
}

function ofGoods(pieces: Pieces, goods: readonly BookedLine[]): Pieces {
  return pieces.filter(({ lineId, quantity }) => quantity > 0 && goods.some(({ id }) => id === lineId));
}

function without(pieces: Pieces, taken: Pieces): Pieces {
  return pieces
    .map(({ lineId, quantity }) => {
      const gone = taken.filter((each) => each.lineId === lineId).reduce((sum, each) => sum + each.quantity, 0);
      return { lineId, quantity: quantity - gone };
    })
    .filter(({ quantity }) => quantity > 0);
}
