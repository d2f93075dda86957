import { createHash } from "node:crypto";
import { z } from "zod";
import type { Platform, ShopId } from "../ids.ts";
import type { ReceivedEvent } from "../inbox/inbox.ts";
import type { InboxEvent } from "../pipeline/normalise.ts";

/** Kept with the event of which it says how it is replayed. No receiver keeps a header of this name. */
export const REPLAY_HEADER = "karla-replay";

/** The wish to have an order delivered again, in the lane of that order. */
export const REDELIVERY = "action/redeliver-order";

/** How something is replayed. */
export const ReplayTerms = z.object({
  /** Customers, the shop's workflows and its orders may hear of it again. */
  withEffects: z.boolean(),
  /** The version of the shop's mapping that the order is sent with, 0 for none; null for the published one. */
  mapping: z.int().min(0).nullable(),
  /** The order's version that somebody looked at: a newer one is not delivered again. Null where the order was not known. */
  version: z.int().nullable(),
});
export type ReplayTerms = z.infer<typeof ReplayTerms>;

/** Null for what is not replayed. */
export function replayTermsOf({ headers }: Pick<InboxEvent, "headers">): ReplayTerms | null {
  const written = headers[REPLAY_HEADER];
  return written === undefined ? null : ReplayTerms.parse(JSON.parse(written));
}

/** The event's headers once it is replayed on these terms. */
export function withReplayTerms(headers: InboxEvent["headers"], terms: ReplayTerms): InboxEvent["headers"] {
  return { ...headers, [REPLAY_HEADER]: JSON.stringify(terms) };
}

export function isRedelivery(event: Pick<InboxEvent, "topic" | "headers">): boolean {
  return event.topic === REDELIVERY && REPLAY_HEADER in event.headers;
}

/** `id`: of this wish. The same one is followed once. */
export function redeliveryOf(
  order: { shopId: ShopId; platform: Platform; orderId: string },
  terms: ReplayTerms,
  id: string,
): ReceivedEvent {
  const body = Buffer.from("{}");
  return {
    shopId: order.shopId,
    source: order.platform,
    topic: REDELIVERY,
    eventKey: createHash("sha256").update(`${REDELIVERY}:${id}`).digest(),
    bodyHash: createHash("sha256").update(body).digest(),
    laneKey: order.orderId,
    body,
    headers: withReplayTerms({}, terms),
  };
}
