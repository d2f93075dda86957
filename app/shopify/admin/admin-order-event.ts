import type { ReceivedEvent } from "@karla/sync/inbox";
import type { InboxEvent } from "@karla/sync/normalise";
import { type AdminReading, isReaderEvent, readerEvent } from "./reader-event.ts";

/** An order that was read from the Admin API. No topic of Shopify's. */
export const ADMIN_ORDER_TOPIC = "admin/order";

/** An order that was read (the body is `readOrder`'s) as an event for the inbox. The same state of an order is one event. */
export function adminOrderEvent(reading: AdminReading): ReceivedEvent {
  return readerEvent(ADMIN_ORDER_TOPIC, reading);
}

/** Whether we read this order ourselves. */
export function isAdminOrderEvent(event: InboxEvent): boolean {
  return isReaderEvent(ADMIN_ORDER_TOPIC, event);
}
