import { createHash } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { InboxEvent } from "@karla/sync/normalise";
import { SHOP_ID } from "../webhooks/event-headers.ts";

/** What a shop asks us to do with orders: the action of a flow, and the button of the administration. No events of Shopware's. */
export const ORDER_REQUESTS = ["flow/sync-order", "action/sync-orders"] as const;
export type OrderRequestTopic = (typeof ORDER_REQUESTS)[number];

export interface OrderRequest {
  topic: OrderRequestTopic;
  /** As the shop names itself. */
  shopId: string;
  orderId: string;
  /** What the merchant wrote into the flow; may be personal, and is kept sealed with the event. */
  note: string | null;
  /** The whole request as it was signed: sent once more, it is the same event. */
  signed: Uint8Array;
}

/** The wish to have an order read, as an event in that order's lane. */
export function orderRequestEvent({ topic, shopId, orderId, note, signed }: OrderRequest): ReceivedEvent {
  const body = Buffer.from(JSON.stringify(note === null ? { orderId } : { orderId, note }));
  return {
    shopId: shopIdOf("shopware", shopId),
    source: "shopware",
    topic,
    eventKey: createHash("sha256").update(`${topic}:${orderId}:`).update(signed).digest(),
    bodyHash: createHash("sha256").update(body).digest(),
    laneKey: orderId,
    body,
    headers: { [SHOP_ID]: shopId },
  };
}

export function isOrderRequest({ topic }: InboxEvent): boolean {
  return ORDER_REQUESTS.some((known) => known === topic);
}
