import { createHash } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { InboxEvent } from "@karla/sync/normalise";
import { API_VERSION, SHOP_DOMAIN, TRIGGERED_AT } from "../webhook-headers.ts";

/** An order that was read from the Admin API. No topic of Shopify's. */
export const ADMIN_ORDER_TOPIC = "admin/order";
/**
 * Marks an event that we made ourselves. The verifier writes the headers it keeps under names of its own (see
 * `webhook-headers.ts`) and takes none over from a request, so nothing that comes in by HTTP can carry it.
 */
const MADE_BY = "karla-made-by";
const READER = "admin-reader";

export interface ReadAdminOrder {
  /** Of a `myshopify.com` shop, in lower case. */
  shop: string;
  orderId: string;
  /** Of `readOrder`. */
  body: string;
  apiVersion: string;
  /** Before the order was read: what it shows is at least as new. ISO 8601. */
  readAt: string;
}

/** An order that was read, as an event for the inbox. Its key is its content: the same state of an order is one event. */
export function adminOrderEvent({ shop, orderId, body, apiVersion, readAt }: ReadAdminOrder): ReceivedEvent {
  const bytes = Buffer.from(body);
  const bodyHash = createHash("sha256").update(bytes).digest();
  return {
    shopId: shopIdOf("shopify", shop),
    source: "shopify",
    topic: ADMIN_ORDER_TOPIC,
    eventKey: createHash("sha256").update(`${ADMIN_ORDER_TOPIC}:`).update(bodyHash).digest(),
    bodyHash,
    laneKey: orderId,
    body: bytes,
    headers: { [SHOP_DOMAIN]: shop, [API_VERSION]: apiVersion, [TRIGGERED_AT]: readAt, [MADE_BY]: READER },
  };
}

/** Whether we read this order ourselves. A webhook that only has the topic is none of ours. */
export function isAdminOrderEvent({ topic, headers }: InboxEvent): boolean {
  return topic === ADMIN_ORDER_TOPIC && headers[MADE_BY] === READER;
}
