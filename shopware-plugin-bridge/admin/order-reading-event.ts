import { createHash } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import type { ReceivedEvent } from "@karla/sync/inbox";
import type { InboxEvent } from "@karla/sync/normalise";
import { DEPOSIT_LINE_TYPE, READ_AT, SHOP_ID } from "../webhooks/event-headers.ts";

/** An order that was read from the Admin API. No event of Shopware's. */
const TOPIC = "admin/order";

export interface OrderReadingEvent {
  /** As the shop names itself. */
  shopId: string;
  orderId: string;
  /** The entity as the shop answered, as JSON. */
  body: string;
  /** Before it was asked for: what it shows is at least as new. ISO 8601. */
  readAt: string;
  depositLineType: string | null;
}

/** A reading as an event for the inbox. Two readings are two events: what they show may differ in nothing that has a date. */
export function orderReadingEvent({
  shopId,
  orderId,
  body,
  readAt,
  depositLineType,
}: OrderReadingEvent): ReceivedEvent {
  const bytes = Buffer.from(body);
  const bodyHash = createHash("sha256").update(bytes).digest();
  return {
    shopId: shopIdOf("shopware", shopId),
    source: "shopware",
    topic: TOPIC,
    eventKey: createHash("sha256").update(`${TOPIC}:${readAt}:`).update(bodyHash).digest(),
    bodyHash,
    laneKey: orderId,
    body: bytes,
    headers: {
      [SHOP_ID]: shopId,
      [READ_AT]: readAt,
      ...(depositLineType === null ? {} : { [DEPOSIT_LINE_TYPE]: depositLineType }),
    },
  };
}

/** Whether we made this event: the verifier never writes the time of a reading. */
export function isOrderReading({ topic, headers }: InboxEvent): boolean {
  return topic === TOPIC && headers[READ_AT] !== undefined;
}
