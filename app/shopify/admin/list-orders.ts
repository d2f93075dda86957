import type { ChangedBetween, ListedOrder } from "@karla/sync/order-walk";
import { digitsOfGlobalId } from "../resource-id.ts";
import type { AdminClient } from "./admin-client.ts";
import { AdminError } from "./admin-error.ts";
import { OrdersChangedDocument } from "./graphql.generated.ts";

/** A page asks for no more points than the slowest bucket restores in a second, so that it hardly ever waits. */
const PAGE = 100;

/**
 * One page of the orders that changed in this time, oldest change first. Shopify gives no more than the first 25,000 of a
 * search (https://shopify.dev/docs/api/usage/limits), and orders older than 60 days only with `read_all_orders`.
 */
export async function listOrders(
  client: AdminClient,
  { from, to }: ChangedBetween,
  after: string | null,
): Promise<{ orders: ListedOrder[]; after: string | null }> {
  const [earliest, latest] = [Date.parse(from), Date.parse(to)];
  const query = `updated_at:>='${secondOf(earliest)}' AND updated_at:<='${secondOf(latest + 1000)}'`;
  const { nodes, pageInfo } = (await client.request(OrdersChangedDocument, { query, first: PAGE, after })).orders;
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  if (pageInfo.hasNextPage && (next === null || next === after)) {
    throw new AdminError("a page of orders has no next page that it says it has", { kind: "contract", retry: true });
  }
  const within = nodes.filter(({ updatedAt: at }) => Date.parse(at) >= earliest && Date.parse(at) <= latest);
  const orders = within.map(({ id, name, updatedAt, createdAt }) => ({ id: digitsOf(id), name, updatedAt, createdAt }));
  return { orders, after: next };
}

/**
 * Shopify prints times in whole seconds, and may compare them in finer ones. So more is asked for than is wanted, and an
 * order is in the time that its printed update is in.
 */
function secondOf(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function digitsOf(id: string): string {
  const digits = digitsOfGlobalId(id, "Order");
  if (digits === null) throw new AdminError("an order has no order's id", { kind: "contract", retry: true });
  return digits;
}
