import type { BookedFulfillment, BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";

export interface ManyOrders {
  orders: number;
  /** What a file of the platform holds of them: all, or without the lines of their parcels. */
  filed: "whole" | "in part";
  shopDomain: string;
  /** The newest is placed shortly before; milliseconds since the epoch. */
  endsAt: number;
  /** The number of the first one. */
  firstNumber: number;
}

/** Stories that are told; all other orders are the same ones again, under ids, numbers and times of their own. */
const TOLD = 2_000;
const CHUNK = 500;
/** All of them are within what an app is given. */
const SPAN_MS = 50 * 24 * 3_600_000;

/** Orders of a shop that has been selling for fifty days, the oldest first. Deleted ones are none of them. */
export function manyOrders(wish: ManyOrders): BookedOrder[] {
  const told = toldOrders(wish);
  const stepMs = Math.floor(SPAN_MS / wish.orders / 1000) * 1000;
  return Array.from({ length: wish.orders }, (_, index) => {
    const model = told[index % told.length];
    if (model === undefined) throw new Error("There is no such order.");
    return again(model, {
      number: wish.firstNumber + index,
      idAdded: BigInt(1 + Math.floor(index / told.length)) * 10n ** 15n,
      // The books of today have what happened in days to come; the past has not.
      movedMs: wish.endsAt - (wish.orders - index) * stepMs - model.createdAt,
    });
  });
}

function toldOrders({ filed, shopDomain, orders }: ManyOrders): BookedOrder[] {
  const told: BookedOrder[] = [];
  for (let seed = 1; told.length < Math.min(TOLD, orders); seed += 1) {
    const books = fillBooks({ seed, orders: CHUNK, shopDomain, firstNumber: seed * CHUNK });
    for (const { order } of books.entries) {
      if (order.deletedAt === null && isWholeInFile(order) === (filed === "whole")) told.push(order);
    }
  }
  return told;
}

/** Nothing that is a list within a list: no refund, and no parcel but one with everything. */
function isWholeInFile({ lines, fulfillments, refunds }: BookedOrder): boolean {
  if (refunds.length > 0 || fulfillments.length > 1) return false;
  const ordered = lines.reduce((sum, line) => sum + line.ordered, 0);
  return fulfillments.every((parcel) => parcel.lines.reduce((sum, line) => sum + line.quantity, 0) === ordered);
}

function again(
  order: BookedOrder,
  { number, idAdded, movedMs }: { number: number; idAdded: bigint; movedMs: number },
): BookedOrder {
  const id = (of: string): string => String(BigInt(of) + idAdded);
  const at = (of: number): number => of + movedMs;
  const parcel = (of: BookedFulfillment): BookedFulfillment => ({
    ...of,
    id: id(of.id),
    createdAt: at(of.createdAt),
    updatedAt: at(of.updatedAt),
    lines: of.lines.map((line) => ({ ...line, lineId: id(line.lineId) })),
  });
  return {
    ...order,
    id: id(order.id),
    number,
    name: `#${number}`,
    createdAt: at(order.createdAt),
    processedAt: at(order.processedAt),
    updatedAt: at(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : at(order.cancelledAt),
    lines: order.lines.map((line) => ({ ...line, id: id(line.id) })),
    fulfillments: order.fulfillments.map(parcel),
    refunds: order.refunds.map((refund) => ({
      ...refund,
      id: id(refund.id),
      createdAt: at(refund.createdAt),
      lines: refund.lines.map((line) => ({ ...line, id: id(line.id), lineId: id(line.lineId) })),
    })),
  };
}
