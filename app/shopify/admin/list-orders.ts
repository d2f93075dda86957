import type { PlacedBetween } from "@karla/sync/backfill";
import type { ChangedBetween, ListedOrder, ListedPage } from "@karla/sync/order-walk";
import { digitsOfGlobalId } from "../resource-id.ts";
import type { AdminClient } from "./admin-client.ts";
import { AdminError } from "./admin-error.ts";
import type { Page } from "./follow-pages.ts";
import { OrdersChangedDocument, OrdersPlacedDocument } from "./graphql.generated.ts";
import { secondOf } from "./placed-search.ts";

/** A page asks for no more points than the slowest bucket restores in a second, so that it hardly ever waits. */
const PAGE = 100;

/**
 * One page of the orders that changed in this time, oldest change first. Shopify gives no more than the first 25,000 of a
 * search (https://shopify.dev/docs/api/usage/limits), and orders older than 60 days only with `read_all_orders`.
 */
export async function listChanged(
  client: AdminClient,
  { from, to }: ChangedBetween,
  after: string | null,
): Promise<ListedPage> {
  const query = searchOf("updated_at", from, to);
  const { orders } = await client.request(OrdersChangedDocument, { query, first: PAGE, after });
  const [earliest, latest] = [Date.parse(from), Date.parse(to)];
  return pageOf(orders, after, ({ updatedAt: at }) => Date.parse(at) >= earliest && Date.parse(at) <= latest);
}

/** One page of the orders that were placed in this time, oldest first, within the same limits. */
export async function listPlaced(
  client: AdminClient,
  { from, to }: PlacedBetween,
  after: string | null,
): Promise<ListedPage> {
  const query = searchOf("created_at", from, to);
  const { orders } = await client.request(OrdersPlacedDocument, { query, first: PAGE, after });
  const [earliest, end] = [Date.parse(from), Date.parse(to)];
  return pageOf(orders, after, ({ createdAt: at }) => Date.parse(at) >= earliest && Date.parse(at) < end);
}

/**
 * Shopify prints times in whole seconds, and may compare them in finer ones. So more is asked for than is wanted, and an
 * order is in the time that its printed one is in.
 */
function searchOf(field: string, from: string, to: string): string {
  return `${field}:>='${secondOf(Date.parse(from))}' AND ${field}:<='${secondOf(Date.parse(to) + 1000)}'`;
}

function pageOf(
  { nodes, pageInfo }: Page<ListedOrder>,
  after: string | null,
  isWithin: (order: ListedOrder) => boolean,
): ListedPage {
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  if (pageInfo.hasNextPage && (next === null || next === after)) {
    throw new AdminError("a page of orders has no next page that it says it has", { kind: "contract", retry: true });
  }
  const orders = nodes
    .filter(isWithin)
    .map(({ id, name, updatedAt, createdAt }) => ({ id: digitsOf(id), name, updatedAt, createdAt }));
  return { orders, after: next };
}

function digitsOf(id: string): string {
  const digits = digitsOfGlobalId(id, "Order");
  if (digits === null) throw new AdminError("an order has no order's id", { kind: "contract", retry: true });
  return digits;
}
