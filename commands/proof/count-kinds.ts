import type { BookedOrder } from "@karla/sandbox/booked-order";
import type { BookEntry } from "@karla/sandbox/fill-books";

/** What a full set of books must contain at least ten of; recognised by what happened, not by what the books call it. */
const SHOWS = {
  split: ({ order }) => live(order).length >= 2,
  several_parcels: ({ order }) => live(order).some(({ trackingNumbers }) => distinct(trackingNumbers) >= 2),
  changed_number: ({ order }) => order.fulfillments.some(({ withdrawnNumbers }) => withdrawnNumbers.length > 0),
  cancelled: ({ order }) => order.cancelledAt !== null,
  partly_refunded: ({ order }) =>
    order.cancelledAt === null && order.refunds.length > 0 && order.totals.refunded < order.totals.total,
  guest: ({ order }) => order.customer === null && order.shippingAddress !== null,
  two_currencies: ({ order }) => order.presentment !== null && order.presentment.currency.code !== order.currency.code,
  pickup: ({ order }) => order.channel === "web" && order.shippingAddress === null && order.lines.some(ships),
  digital_only: ({ order }) => !order.lines.some(ships) && !order.lines.some(({ giftCard }) => giftCard),
  edited: ({ history }) => differs(history, ({ lines }) => lines.map(({ id, removed }) => [id, removed])),
  note_attributes_changed: ({ history }) =>
    differs(history, ({ attributes }) => attributes.filter(({ name }) => name !== "_version")),
} as const satisfies Record<string, (entry: BookEntry) => boolean>;

export type CountedKind = keyof typeof SHOWS;

/** How many orders in the books show each of the kinds that the demo has to prove. */
export function countKinds(entries: readonly BookEntry[]): Record<CountedKind, number> {
  const count = (kind: CountedKind): number => entries.filter((entry) => SHOWS[kind](entry)).length;
  return {
    split: count("split"),
    several_parcels: count("several_parcels"),
    changed_number: count("changed_number"),
    cancelled: count("cancelled"),
    partly_refunded: count("partly_refunded"),
    guest: count("guest"),
    two_currencies: count("two_currencies"),
    pickup: count("pickup"),
    digital_only: count("digital_only"),
    edited: count("edited"),
    note_attributes_changed: count("note_attributes_changed"),
  };
}

function live({ fulfillments }: BookedOrder): BookedOrder["fulfillments"] {
  return fulfillments.filter(({ status }) => status !== "cancelled");
}

function distinct(numbers: readonly string[]): number {
  return new Set(numbers.map((number) => number.trim()).filter((number) => number !== "")).size;
}

function ships({ requiresShipping }: BookedOrder["lines"][number]): boolean {
  return requiresShipping;
}

/** Whether some aspect of the order is not what it was at first. */
function differs(history: readonly BookedOrder[], aspect: (order: BookedOrder) => unknown): boolean {
  return new Set(history.map((version) => JSON.stringify(aspect(version)))).size > 1;
}
