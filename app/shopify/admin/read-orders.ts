import type { AdminClient } from "./admin-client.ts";
import { AdminError } from "./admin-error.ts";
import { type FirstPages, gatherRest } from "./gather-order.ts";
import { OrdersDocument, type OrdersQuery, OrdersUpdatedAtDocument } from "./graphql.generated.ts";
import { inBatches } from "./in-batches.ts";
import { NotWhole } from "./not-whole.ts";
import { FIRST_OF_MANY, type PageSizes, REST_OF_MANY } from "./page-sizes.ts";

export interface ReadOrders {
  /** In the order in which they were asked for. JSON, each the same as `readOrder`'s of the same state. */
  orders: { orderId: string; body: string }[];
  gone: string[];
}

/** How `readOrders` asks. */
export interface ManySizes {
  first: typeof FIRST_OF_MANY;
  rest: PageSizes;
}

/**
 * Reads several orders whole. One that changes meanwhile, or does not add up, is in neither list and fails none of the
 * others.
 */
export async function readOrders(
  client: AdminClient,
  orderIds: readonly string[],
  { first, rest }: ManySizes = { first: FIRST_OF_MANY, rest: REST_OF_MANY },
): Promise<ReadOrders> {
  const wanted = [...new Set(orderIds)];
  // Shopify refuses a request with an id that is none, and no order of its has such an id.
  const ids = wanted.filter((id) => /^\d+$/.test(id)).map(globalId);
  const found = await inBatches(ids, first.orders, (batch) => readFirstPages(client, batch, first));
  const gathered = await gatherRest(client, found, rest);
  const lastUpdate = await readUpdates(client, idsOf(found));
  const bodies = new Map<string, string>();
  for (const order of gathered) {
    if (order instanceof NotWhole || lastUpdate.get(order.id) !== order.updatedAt) continue;
    bodies.set(order.id, JSON.stringify(order));
  }
  const known = new Set(idsOf(found));
  return {
    orders: wanted.flatMap((orderId) => {
      const body = bodies.get(globalId(orderId));
      return body === undefined ? [] : [{ orderId, body }];
    }),
    gone: wanted.filter((orderId) => !known.has(globalId(orderId))),
  };
}

/** How Shopify weighs a request is not public to the last point: one that costs too much is asked in halves. */
async function readFirstPages(
  client: AdminClient,
  ids: readonly string[],
  { lines, shippingLines, discounts }: ManySizes["first"],
): Promise<FirstPages[]> {
  try {
    const { nodes } = await client.request(OrdersDocument, { ids, lines, shippingLines, discounts });
    return nodes.filter(isOrder);
  } catch (error) {
    if (!(error instanceof AdminError) || error.kind !== "max_cost" || ids.length === 1) throw error;
    const half = Math.ceil(ids.length / 2);
    return inBatches(ids, half, (batch) =>
      readFirstPages(client, batch, { lines, shippingLines, discounts, orders: half }),
    );
  }
}

/** A node that is no order has none of its fields, one that does not exist is null. */
function isOrder(node: OrdersQuery["nodes"][number]): node is FirstPages {
  return node !== null && "lineItems" in node;
}

/** When each was last updated. An order that is gone by now has no entry. */
export async function readUpdates(client: AdminClient, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { nodes } = await client.request(OrdersUpdatedAtDocument, { ids });
  return new Map(nodes.flatMap((node) => (node !== null && "updatedAt" in node ? [[node.id, node.updatedAt]] : [])));
}

function idsOf(orders: readonly FirstPages[]): string[] {
  return orders.map(({ id }) => id);
}

function globalId(orderId: string): string {
  return `gid://shopify/Order/${orderId}`;
}
