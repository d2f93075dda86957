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

/** The orders of the books that an app sees in the Admin API. A deleted one is gone from it. */
export function visibleOrders(books: Iterable<BookedOrder>, { scopes, reachDays, now }: OrderView): BookedOrder[] {
  const limited = reachDays !== null && !scopes.includes(ALL_ORDERS_SCOPE);
  const oldest = limited ? now - reachDays * DAY : Number.NEGATIVE_INFINITY;
  return [...books].filter(({ createdAt, deletedAt }) => deletedAt === null && createdAt >= oldest);
}
