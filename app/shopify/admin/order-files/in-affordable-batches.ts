import { partsToRead } from "./gather-batch.ts";
import type { FileOrder } from "./orders-in-lines.ts";

/** One batch: so many orders, and so many points as the slowest shop restores in three seconds. */
const MOST_ORDERS = 30;
const MOST_POINTS = 300;
/** What is paid at most for an ordinary order that is read whole, and for an ordinary fulfillment or refund. */
const WHOLE_ORDER = 75;
const PART = 10;

/** Orders in batches, each of which is read within a few seconds. Where no more can be had, what came before is one as well. */
export async function* inAffordableBatches(orders: AsyncIterable<FileOrder>): AsyncGenerator<FileOrder[]> {
  let batch: FileOrder[] = [];
  let points = 0;
  try {
    for await (const order of orders) {
      const price = order.held === null ? WHOLE_ORDER : PART * partsToRead(order.held);
      if (batch.length === MOST_ORDERS || (batch.length > 0 && points + price > MOST_POINTS)) {
        yield batch;
        [batch, points] = [[], 0];
      }
      batch.push(order);
      points += price;
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}
