import type { AdminClient } from "./admin-client.ts";
import { type GatheredOrder, gatherOrder } from "./gather-order.ts";
import { OrderUpdatedAtDocument } from "./graphql.generated.ts";
import { notWhole } from "./not-whole.ts";
import { PAGE_SIZES, type PageSizes } from "./page-sizes.ts";

export type ReadOrder =
  | { outcome: "order"; body: string /* JSON: the gathered order, the body of an event of topic "admin/order" */ }
  | { outcome: "not_found" };

/** A busy order may change while it is read in pieces. */
const TRIES = 3;

/**
 * Reads one order whole, whatever its size, or throws: an order that changed meanwhile is read again, and one that does
 * not add up is an error, never half an order.
 */
export async function readOrder(
  client: AdminClient,
  orderId: string,
  sizes: PageSizes = PAGE_SIZES,
): Promise<ReadOrder> {
  const id = `gid://shopify/Order/${orderId}`;
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const order = await gatherOrder(client, id, sizes);
    if (order === null) return { outcome: "not_found" };
    if (await isUnchanged(client, order)) return { outcome: "order", body: JSON.stringify(order) };
  }
  throw notWhole("it keeps changing");
}

/** Asked of orders that were read in one request as well: they are few, and it is one point. */
async function isUnchanged(client: AdminClient, { id, updatedAt }: GatheredOrder): Promise<boolean> {
  const { order } = await client.request(OrderUpdatedAtDocument, { id });
  return order?.updatedAt === updatedAt;
}
