import type { ReceivedEvent } from "@karla/sync/inbox";
import type { InboxEvent } from "@karla/sync/normalise";
import type { Pictures } from "@karla/sync/picture";
import { type AdminReading, isReaderEvent, readerEvent } from "./reader-event.ts";

/** The pictures of an order's lines that were read from the Admin API, for this order or another. No topic of Shopify's. */
export const ADMIN_PICTURES_TOPIC = "admin/pictures";

/** Pictures of an order's lines as an event for the inbox. The same ones of the same readings are one event. */
export function adminPicturesEvent({
  pictures,
  ...reading
}: Omit<AdminReading, "body"> & { pictures: Pictures }): ReceivedEvent {
  const body = JSON.stringify({ admin_graphql_api_id: `gid://shopify/Order/${reading.orderId}`, pictures });
  return readerEvent(ADMIN_PICTURES_TOPIC, { ...reading, body });
}

/** Whether we read these pictures ourselves. */
export function isAdminPicturesEvent(event: InboxEvent): boolean {
  return isReaderEvent(ADMIN_PICTURES_TOPIC, event);
}
