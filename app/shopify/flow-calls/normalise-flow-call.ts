import { objectOf, textOf } from "@karla/sync/json-fields";
import type { InboxEvent, Normalised } from "@karla/sync/normalise";
import { type JsonObject, readJson } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { referenceOf } from "../ids-in-body.ts";
import { FLOW_ACTIONS } from "./flow-call.ts";

/** A call of Shopify Flow -> what the shop wants. Throws `UnusableEvent`s. */
export function normaliseFlowCall({ body: bytes }: InboxEvent): Normalised {
  const read = readJson(bytes);
  if (read.outcome === "unreadable") throw new UnusableEvent("unreadable_body", read.why);
  const body = objectOf(read.value);
  if (body === null) throw new UnusableEvent("not_an_object", "the body is no JSON object");
  return actionOf(body);
}

function actionOf(body: JsonObject): Normalised {
  const action = FLOW_ACTIONS.find((handle) => handle === textOf(body.handle));
  if (action === undefined) throw new UnusableEvent("not_of_this_topic", "no action of ours");
  const orderId = referenceOf(objectOf(body.properties)?.order_id, "Order");
  if (orderId === null) throw new UnusableEvent("no_order_id", "the action names no order");
  switch (action) {
    case "karla-resync-order":
      return { outcome: "send_again", orderId };
    case "karla-mute-order":
      return { outcome: "mute", orderId };
  }
}
