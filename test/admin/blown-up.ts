import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { BookEntry } from "@karla/sandbox/fill-books";

interface Size {
  lines: number;
  fulfillments: number;
  /** Lines of the first fulfillment; the others have one each. */
  inFirst: number;
  refunds: number;
}

export const BIG_SIZES: readonly Size[] = [
  { lines: 600, fulfillments: 1, inFirst: 5, refunds: 0 },
  { lines: 50, fulfillments: 40, inFirst: 2, refunds: 0 },
  { lines: 300, fulfillments: 2, inFirst: 300, refunds: 0 },
  { lines: 60, fulfillments: 1, inFirst: 1, refunds: 60 },
];

/** More than fits on any first page, of an order that has one of each. */
export function blownUp(entries: readonly BookEntry[], { lines, fulfillments, inFirst, refunds }: Size): BookedOrder {
  const entry = entries.find(({ order }) => order.fulfillments.length > 0 && order.refunds.length > 0);
  const [line] = entry?.order.lines ?? [];
  const [sent] = entry?.order.fulfillments ?? [];
  const [refund] = entry?.order.refunds ?? [];
  if (!entry || !line || !sent || !refund) throw new Error("no such order");
  const many = Array.from({ length: lines }, (_, at) => ({ ...line, id: String(70_000_000_000_001 + at), ordered: 1 }));
  const pieces = (from: number, count: number) =>
    many.slice(from, from + count).map(({ id }) => ({ lineId: id, quantity: 1 }));
  return {
    ...entry.order,
    lines: many,
    fulfillments: Array.from({ length: fulfillments }, (_, at) => ({
      ...sent,
      id: String(5_000_000_000_001 + at),
      lines: pieces(at, at === 0 ? inFirst : 1),
    })),
    refunds: Array.from({ length: refunds }, (_, at) => ({
      ...refund,
      id: String(900_000_000_001 + at),
      lines: pieces(at, 1).map((piece) => ({ ...piece, id: String(at + 1), amount: 100, tax: 0 })),
    })),
  };
}
