import { type Fields, idOf, listOf, objectsIn, piecesOf, textOf } from "./read-body.ts";

/** The tracking numbers a fulfillment carries: trimmed, without empty ones, each once. */
export function numbersOf({ tracking_numbers: list, tracking_number: single }: Fields): string[] {
  const numbers = [...listOf(list), single].flatMap((number) => textOf(number)?.trim() ?? []);
  return [...new Set(numbers)];
}

export function isCancelled({ status }: Fields): boolean {
  return typeof status === "string" && status.trim().toLowerCase() === "cancelled";
}

export interface NumbersInOrder {
  /** These must reach the core. */
  due: readonly string[];
  /** These may: it cannot be told whether the parcel left before the order was cancelled. */
  possible: readonly string[];
}

/** The numbers of an order's fulfillments that are not cancelled; of a cancelled order those made before that. */
export function numbersIn(order: Fields): NumbersInOrder {
  const live = objectsIn(order.fulfillments).filter((fulfillment) => !isCancelled(fulfillment));
  if (textOf(order.cancelled_at) === null) return { due: distinct(live), possible: [] };
  const cancelledAt = instantOf(order.cancelled_at);
  const made = live.map((fulfillment) => ({ fulfillment, at: instantOf(fulfillment.created_at) }));
  const chosen = (is: (at: number) => boolean) =>
    distinct(made.filter(({ at }) => is(at)).map(({ fulfillment }) => fulfillment));
  return { due: chosen((at) => at < cancelledAt), possible: chosen((at) => !(at < cancelledAt || at >= cancelledAt)) };
}

/** Pieces of a line that lie in parcels, in fulfillments that are not cancelled. */
export function piecesInParcels(order: Fields, lineId: string | null): number {
  return objectsIn(order.fulfillments)
    .filter((fulfillment) => !isCancelled(fulfillment))
    .flatMap(({ line_items: lines }) => objectsIn(lines))
    .filter((line) => lineId !== null && idOf(line, "LineItem") === lineId)
    .reduce((sum, { quantity }) => sum + (piecesOf(quantity) ?? 1), 0);
}

function distinct(fulfillments: readonly Fields[]): string[] {
  return [...new Set(fulfillments.flatMap(numbersOf))];
}

function instantOf(value: unknown): number {
  return Date.parse(textOf(value) ?? "");
}
