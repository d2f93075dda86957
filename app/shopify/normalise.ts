import { objectOf } from "@karla/sync/json-fields";
import type { InboxEvent, Normalise, Normalised } from "@karla/sync/normalise";
import { type OrderFacts, unknownOrder } from "@karla/sync/order";
import { type JsonObject, printJsonAt, readJson } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { isAdminExtrasEvent } from "./admin/admin-extras-event.ts";
import { isAdminOrderEvent } from "./admin/admin-order-event.ts";
import { isAdminPicturesEvent } from "./admin/admin-pictures-event.ts";
import { normaliseAdminExtras } from "./admin/normalise-admin-extras.ts";
import { normaliseAdminOrder } from "./admin/normalise-admin-order.ts";
import { normaliseAdminPictures } from "./admin/normalise-admin-pictures.ts";
import { dataRequestOf } from "./data-request-of.ts";
import { erasureOf } from "./erasure-of.ts";
import { isFlowCall } from "./flow-calls/flow-call.ts";
import { normaliseFlowCall } from "./flow-calls/normalise-flow-call.ts";
import { idOf, referenceOf } from "./ids-in-body.ts";
import { normaliseFulfillment } from "./normalise-fulfillment.ts";
import { normaliseInstant } from "./normalise-instant.ts";
import { type EventContext, NO_DATE, normaliseOrder } from "./normalise-order.ts";
import { normaliseRefund } from "./normalise-refund.ts";
import { fitsTopic, shopNamedIn } from "./topic-shape.ts";
import { SHOPIFY_TOPICS, type TopicKind } from "./topics.ts";
import { SHOP_DOMAIN, TRIGGERED_AT } from "./webhook-headers.ts";

/**
 * A Shopify webhook, or what we read of an order ourselves -> what it says of an order. Tolerant of everything but what would
 * make an order wrong: a body that is no object, has no order id, or has money or a currency that cannot be read; and of what
 * is not of its topic or shop.
 */
export const normaliseShopify: Normalise = (event) => {
  try {
    if (isFlowCall(event)) return normaliseFlowCall(event);
    if (isAdminOrderEvent(event)) return normaliseAdminOrder(event);
    if (isAdminExtrasEvent(event)) return normaliseAdminExtras(event);
    return isAdminPicturesEvent(event) ? normaliseAdminPictures(event) : normalise(event);
  } catch (error) {
    if (error instanceof UnusableEvent) return { outcome: "quarantine", reason: error.reason, detail: error.message };
    throw error;
  }
};

function normalise({ topic, body: bytes, headers }: InboxEvent): Normalised {
  const kind = SHOPIFY_TOPICS.get(topic);
  if (kind === undefined) throw new UnusableEvent("unknown_topic", "not a topic we subscribe to");
  const read = readJson(bytes);
  if (read.outcome === "unreadable") throw new UnusableEvent("unreadable_body", read.why);
  const body = objectOf(read.value);
  if (body === null) throw new UnusableEvent("not_an_object", "the body is no JSON object");
  if (!fitsTopic(topic, kind, body))
    throw new UnusableEvent("not_of_this_topic", "the body is not what its topic carries");
  const shop = shopNamedIn(topic, body);
  if (shop !== null && shop.toLowerCase() !== headers[SHOP_DOMAIN]?.toLowerCase()) {
    throw new UnusableEvent("shop_mismatch", "header and body name different shops");
  }
  const facts = factsOf(kind, body, {
    triggeredAt: normaliseInstant(headers[TRIGGERED_AT]) ?? "",
    print: (path) => printJsonAt(bytes, path),
  });
  if (facts !== null) return { outcome: "facts", facts };
  const request = erasureOf(topic, body);
  if (request !== null) return { outcome: "erasure", request };
  const whose = dataRequestOf(topic, body);
  if (whose !== null) return { outcome: "data_request", whose };
  return { outcome: topic.startsWith("app/") ? "access_changed" : "no_order" };
}

function factsOf(kind: TopicKind, body: JsonObject, context: EventContext): OrderFacts | null {
  const { triggeredAt } = context;
  switch (kind) {
    case "shop":
      return null;
    case "delete":
      requireId(idOf(body, "Order"));
      return null;
    case "order":
      return normaliseOrder(requireId(idOf(body, "Order")), body, context);
    case "edit":
      return editFacts(objectOf(body.order_edit) ?? {}, triggeredAt);
    case "fulfillment": {
      const id = requireId(referenceOf(body.order_id, "Order"));
      const place = { orderId: id, index: 0, triggeredAt, otherwiseAt: triggeredAt || NO_DATE };
      return { ...unknownOrder(id), fulfillments: [normaliseFulfillment(body, place)] };
    }
    case "refund": {
      const id = requireId(referenceOf(body.order_id, "Order"));
      const place = { orderId: id, index: 0, currency: null, otherwiseAt: triggeredAt || NO_DATE };
      return { ...unknownOrder(id), refunds: [normaliseRefund(body, place)] };
    }
  }
}

/** An edit says which lines changed, not what the order is now: that comes with `orders/updated`, or has to be read. */
function editFacts(edit: JsonObject, triggeredAt: string): OrderFacts {
  const id = requireId(referenceOf(edit.order_id, "Order"));
  const editedAt = normaliseInstant(edit.committed_at) ?? normaliseInstant(edit.created_at);
  return { ...unknownOrder(id), editedAt: editedAt ?? (triggeredAt || NO_DATE) };
}

function requireId(id: string | null): string {
  if (id === null) throw new UnusableEvent("no_order_id", "the body has no order id");
  return id;
}
