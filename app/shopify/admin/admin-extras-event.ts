import type { ReceivedEvent } from "@karla/sync/inbox";
import type { InboxEvent } from "@karla/sync/normalise";
import { type AdminReading, isReaderEvent, readerEvent } from "./reader-event.ts";

/** The metafields of an order that were read from the Admin API. No topic of Shopify's. */
export const ADMIN_EXTRAS_TOPIC = "admin/extras";

/** The metafields of an order that were read (the body is `readExtras`'s) as an event for the inbox. */
export function adminExtrasEvent(reading: AdminReading): ReceivedEvent {
  return readerEvent(ADMIN_EXTRAS_TOPIC, reading);
}

/** Whether we read these metafields ourselves. */
export function isAdminExtrasEvent(event: InboxEvent): boolean {
  return isReaderEvent(ADMIN_EXTRAS_TOPIC, event);
}
