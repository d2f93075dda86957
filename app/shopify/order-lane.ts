import { createHash } from "node:crypto";
import { SHOP_LANE } from "@karla/sync/inbox";
import { objectAt, type Span, scalarText, scanFields, wholeObject } from "@karla/sync/scan-fields";
import { digitsOfGlobalId, idAsWritten } from "./resource-id.ts";
import { SHOPIFY_TOPICS, type TopicKind } from "./topics.ts";

/**
 * The lane of an event: the id of the order it is about, in the very spelling in which the normaliser names the order
 * (digits of the global id where there is one, else as written), so that all events of an order queue in one lane. Found
 * by a scan of the bytes; nothing is parsed before the event is stored. What has no readable order id, or a topic we do
 * not know, gets a lane of its own: the worker will say why it cannot be used.
 */
export function laneKeyOf(topic: string, body: Buffer): string {
  const kind = SHOPIFY_TOPICS.get(topic);
  if (kind === "shop") return SHOP_LANE;
  const object = wholeObject(body);
  const orderId = kind === undefined || object === null ? null : orderIdIn(body, object, kind);
  return orderId ?? `unkeyed:${createHash("sha256").update(body).digest("hex").slice(0, 32)}`;
}

function orderIdIn(body: Buffer, object: Span, kind: Exclude<TopicKind, "shop">): string | null {
  switch (kind) {
    case "order":
    case "delete":
      return orderItself(body, object);
    case "edit":
      return orderOfEdit(body, object);
    case "fulfillment":
    case "refund":
      return orderNamedBy(body, object);
  }
}

function orderItself(body: Buffer, object: Span): string | null {
  const [globalId, id] = scanFields(body, object, ["admin_graphql_api_id", "id"]).map((span) => textAt(body, span));
  return digitsOfGlobalId(globalId ?? "", "Order") ?? idAsWritten(id ?? "", "Order");
}

function orderOfEdit(body: Buffer, object: Span): string | null {
  const edit = scanFields(body, object, ["order_edit"])[0] ?? null;
  const inner = edit === null ? null : objectAt(body, edit);
  return inner === null ? null : orderNamedBy(body, inner);
}

function orderNamedBy(body: Buffer, object: Span): string | null {
  const [orderId] = scanFields(body, object, ["order_id"]);
  return idAsWritten(textAt(body, orderId ?? null) ?? "", "Order");
}

function textAt(body: Buffer, span: Span | null): string | null {
  return span === null ? null : scalarText(body, span);
}
