import type { Clock } from "@karla/sync/clock";
import type { ShopId } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import { type JsonObject, printJsonItemsAt } from "@karla/sync/read-json";
import { ORDER_CRITERIA } from "../order/order-criteria.ts";
import { orderReadingEvent } from "./order-reading-event.ts";
import type { ShopClient } from "./shop-client.ts";
import { ShopError } from "./shop-error.ts";

export interface ReadingOf {
  /** Before the shop is asked. ISO 8601. */
  readAt: string;
  depositLineType: string | null;
}

export interface ReadingDeps {
  /** The type of lines that are deposits in this shop; null where there are none. */
  depositLineTypeOf: (shopId: ShopId) => Promise<string | null>;
  clock: Clock;
}

/** Before the shop is asked: what it answers is at least as new. */
export async function readingNow({ depositLineTypeOf, clock }: ReadingDeps, shopId: ShopId): Promise<ReadingOf> {
  return { depositLineType: await depositLineTypeOf(shopId), readAt: new Date(clock.now()).toISOString() };
}

/** The orders that a search of `ORDER_CRITERIA` finds with these further criteria, whole, as events for the inbox, in its order. */
export async function readOrders(
  client: ShopClient,
  criteria: object,
  { readAt, depositLineType }: ReadingOf,
): Promise<{ events: ReceivedEvent[]; entities: JsonObject[] }> {
  const { entities, bytes } = await client.search("order", { ...ORDER_CRITERIA, ...criteria });
  // Numbers as they were written.
  const bodies = printJsonItemsAt(bytes, ["data"]);
  const events = entities.map(({ id }, index) => {
    const body = bodies[index];
    if (typeof id !== "string" || body === undefined) throw new ShopError("an order has no id", { kind: "contract" });
    return orderReadingEvent({ shopId: client.shopId, orderId: id, body, readAt, depositLineType });
  });
  return { events, entities };
}
