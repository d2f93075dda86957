import { createHash } from "node:crypto";
import type { ShopId } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { JobName } from "./drain-job.ts";

/** A job as the receiver would hand it to the inbox. */
export function toEvent(shopId: ShopId, { order, n }: JobName, body: Buffer): ReceivedEvent {
  return {
    shopId,
    source: "shopify",
    topic: "orders/updated",
    eventKey: createHash("sha256").update(`${order} ${n}`).digest(),
    bodyHash: createHash("sha256").update(body).digest(),
    laneKey: order,
    headers: { "x-shopify-topic": "orders/updated" },
    body,
  };
}
