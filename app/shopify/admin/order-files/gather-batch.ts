import type { ReceivedEvent } from "@karla/sync/inbox";
import type { FileBatch } from "@karla/sync/order-files";
import { digitsOfGlobalId } from "../../resource-id.ts";
import type { AdminClient } from "../admin-client.ts";
import { adminOrderEvent } from "../admin-order-event.ts";
import { gatherRest } from "../gather-order.ts";
import { NotWhole } from "../not-whole.ts";
import { REST_OF_MANY } from "../page-sizes.ts";
import { readOrders, readUpdates } from "../read-orders.ts";
import type { HeldOrder } from "./held-order.ts";
import type { FileOrder } from "./orders-in-lines.ts";

/** When the orders were looked at. ISO 8601. */
export interface BatchTimes {
  /** When Shopify began with the file. */
  fileMadeAt: string;
  /** Before the rest of this batch is asked for. */
  readAt: string;
}

/**
 * Orders of a file as events. What the file does not hold of an order is read now, and the order whole where it changed
 * since, or where what there is of it does not add up.
 */
export async function gatherBatch(
  client: AdminClient,
  orders: readonly FileOrder[],
  { fileMadeAt, readAt }: BatchTimes,
): Promise<Omit<FileBatch, "next">> {
  const ids = [...new Set(orders.map(({ id }) => id))];
  const notHeld = new Set(orders.filter(({ held }) => held === null).map(({ id }) => id));
  const held = orders.flatMap((order) => (notHeld.has(order.id) ? [] : (order.held ?? [])));
  const inPart = new Set(held.filter((order) => partsToRead(order) > 0).map(({ order }) => order.id));
  const gathered = await gatherRest(
    client,
    held.map(({ order }) => order),
    REST_OF_MANY,
    held.flatMap(({ fulfillments }) => fulfillments),
  );
  const lastUpdate = await readUpdates(client, [...inPart]);
  const { shop, version: apiVersion } = client;
  const events = new Map<string, ReceivedEvent>();
  for (const order of gathered) {
    if (order instanceof NotWhole) continue;
    if (inPart.has(order.id) && lastUpdate.get(order.id) !== order.updatedAt) continue;
    const [orderId, body] = [digitsOf(order.id), JSON.stringify(order)];
    const seenAt = inPart.has(order.id) ? readAt : fileMadeAt;
    events.set(order.id, adminOrderEvent({ shop, orderId, body, apiVersion, readAt: seenAt }));
  }
  const rest = ids.filter((id) => !events.has(id));
  const whole = await readOrders(client, rest.map(digitsOf));
  return {
    events: [
      ...events.values(),
      ...whole.orders.map((order) => adminOrderEvent({ shop, ...order, apiVersion, readAt })),
    ],
    orders: ids.length,
    readSingly: new Set([...inPart, ...rest]).size,
  };
}

/** Fulfillments and refunds of an order that its file does not hold. */
export function partsToRead({ order, fulfillments }: HeldOrder): number {
  return order.fulfillments.length - fulfillments.length + order.refunds.length;
}

function digitsOf(id: string): string {
  return digitsOfGlobalId(id, "Order") ?? id;
}
