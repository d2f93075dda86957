import { objectOf } from "@karla/sync/json-fields";
import type { InboxEvent, Normalised } from "@karla/sync/normalise";
import { readJson } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { objectsOf } from "../json-fields.ts";
import { normaliseInstant } from "../normalise-instant.ts";
import { normaliseOrder } from "../normalise-order.ts";
import { digitsOfGlobalId } from "../resource-id.ts";
import { SHOP_DOMAIN, TRIGGERED_AT } from "../webhook-headers.ts";
import { orderAsWebhook } from "./order-as-webhook.ts";
import { picturesOfLines } from "./pictures-of-lines.ts";

/**
 * An order read from the Admin API -> the same facts as the webhook of the same state of the order, and the pictures of its
 * lines, which no webhook can set. Where the two sources cannot agree: `ADMIN_DIFFERENCES`. Throws `UnusableEvent`, as every reading of a body does.
 */
export function normaliseAdminOrder({ body: bytes, headers }: InboxEvent): Normalised {
  const read = readJson(bytes);
  if (read.outcome === "unreadable") throw new UnusableEvent("unreadable_body", read.why);
  const order = objectOf(read.value);
  if (order === null) throw new UnusableEvent("not_an_object", "the body is no JSON object");
  if (!Array.isArray(order.lineItems) || !Array.isArray(order.fulfillments) || !Array.isArray(order.refunds)) {
    throw new UnusableEvent("not_of_this_topic", "the body is no gathered order");
  }
  const id = typeof order.id === "string" ? digitsOfGlobalId(order.id, "Order") : null;
  if (id === null) throw new UnusableEvent("no_order_id", "the body has no order id");
  const triggeredAt = normaliseInstant(headers[TRIGGERED_AT]) ?? "";
  const facts = normaliseOrder(id, orderAsWebhook(order, headers[SHOP_DOMAIN] ?? ""), {
    triggeredAt,
    // Attributes are texts here, nothing has to be printed as it was written.
    print: () => "",
  });
  const pictures = picturesOfLines(objectsOf(order.lineItems), triggeredAt);
  return { outcome: "facts", facts: { ...facts, pictures } };
}
