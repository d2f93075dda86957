import { createHash } from "node:crypto";
import { type ShopId, shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { InboxEvent } from "@karla/sync/normalise";
import { API_VERSION, SHOP_DOMAIN, TRIGGERED_AT } from "../webhook-headers.ts";

/**
 * Marks an event that we made ourselves. The verifier writes the headers it keeps under names of its own (see
 * `webhook-headers.ts`) and takes none over from a request, so nothing that comes in by HTTP can carry it.
 */
const MADE_BY = "karla-made-by";
const READER = "admin-reader";

/** What was read of an order from the Admin API. */
export interface AdminReading {
  /** Of a `myshopify.com` shop, in lower case. */
  shop: string;
  orderId: string;
  /** JSON. */
  body: string;
  apiVersion: string;
  /** Before it was read: what it shows is at least as new. ISO 8601. */
  readAt: string;
}

/** The same event in the books of the shop that was read: it may have had another name when it was met first. */
export function inBooksOf(shopId: ShopId, event: ReceivedEvent): ReceivedEvent {
  return { ...event, shopId };
}

/** A reading as an event for the inbox. Its key is its content. */
export function readerEvent(topic: string, { shop, orderId, body, apiVersion, readAt }: AdminReading): ReceivedEvent {
  const bytes = Buffer.from(body);
  const bodyHash = createHash("sha256").update(bytes).digest();
  return {
    shopId: shopIdOf("shopify", shop),
    source: "shopify",
    topic,
    eventKey: createHash("sha256").update(`${topic}:`).update(bodyHash).digest(),
    bodyHash,
    laneKey: orderId,
    body: bytes,
    headers: { [SHOP_DOMAIN]: shop, [API_VERSION]: apiVersion, [TRIGGERED_AT]: readAt, [MADE_BY]: READER },
  };
}

/** Whether we made this event. A webhook that only has the topic is none of ours. */
export function isReaderEvent(topic: string, event: InboxEvent): boolean {
  return event.topic === topic && event.headers[MADE_BY] === READER;
}
