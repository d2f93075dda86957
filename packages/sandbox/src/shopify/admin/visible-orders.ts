import type { BookedOrder } from "../booked-order.ts";

const DAY = 86_400_000;

/** With it an app sees orders of any age: https://shopify.dev/docs/api/usage/access-scopes#orders-permissions */
const ALL_ORDERS_SCOPE = "read_all_orders";

export interface OrderView {
  scopes: readonly string[];
  /** How many days back an app sees orders without the scope for all of them. Null: all the way. */
  reachDays: number | null;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Orders of a shop as they are asked for: one, or all. */
export interface VisibleOrders {
  byId(id: string): BookedOrder | undefined;
  all(): readonly BookedOrder[];
}

/**
 * The orders of the books that an app sees in the Admin API, each with what apps wrote to it. A deleted one is gone from it. Whoever
 * asks for one order does not pay for ten thousand: benchmarks would measure that.
 */
export function visibleOrders(
  books: Iterable<BookedOrder>,
  { scopes, reachDays, now }: OrderView,
  withTold: (order: BookedOrder) => BookedOrder,
): VisibleOrders {
  const limited = reachDays !== null && !scopes.includes(ALL_ORDERS_SCOPE);
  const oldest = limited ? now - reachDays * DAY : Number.NEGATIVE_INFINITY;
  const isSeen = ({ createdAt, deletedAt }: BookedOrder): boolean => deletedAt === null && createdAt >= oldest;
  const list: readonly BookedOrder[] = Array.isArray(books) ? books : [...books];
  let all: readonly BookedOrder[] | null = null;
  return {
    byId(id) {
      const order = bookedAs(id, list);
      return order !== undefined && isSeen(order) ? withTold(order) : undefined;
    },
    all() {
      all ??= list.filter(isSeen).map(withTold);
      return all;
    },
  };
}

/** Where each order stands, in lists that are asked again and again. A list may grow, and an order in it be replaced by its next state. */
const places = new WeakMap<readonly BookedOrder[], Map<string, number>>();

function bookedAs(id: string, list: readonly BookedOrder[]): BookedOrder | undefined {
  let known = places.get(list);
  if (known?.size !== list.length) {
    known = new Map(list.map((each, index) => [each.id, index]));
    places.set(list, known);
  }
  return list[known.get(id) ?? -1];
}
