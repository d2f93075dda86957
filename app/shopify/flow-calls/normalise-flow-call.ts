import { objectOf, textOf } from "@karla/sync/json-fields";
import type { InboxEvent, Normalised } from "@karla/sync/normalise";
import { type JsonObject, readJson } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { referenceOf } from "../ids-in-body.ts";
import { normaliseInstant } from "../normalise-instant.ts";
import { FLOW_ACTIONS } from "./flow-call.ts";

/** A call of Shopify Flow -> what the shop wants. Throws `UnusableEvent`s. */
export function normaliseFlowCall({ topic, body: bytes }: InboxEvent): Normalised {
  const read = readJson(bytes);
  if (read.outcome === "unreadable") throw new UnusableEvent("unreadable_body", read.why);
  const body = objectOf(read.value);
  if (body === null) throw new UnusableEvent("not_an_object", "the body is no JSON object");
  return topic === "flow/action" ? actionOf(body) : triggerUseOf(body);
}

/** Longer than any name of ours. */
const MAX_NAME = 128;

/** Which workflows begin with a trigger is not said: whether any that is switched on does. */
function triggerUseOf({ flow_trigger_definition_id: id, has_enabled_flow: isUsed, timestamp }: JsonObject): Normalised {
  const trigger = textOf(id)?.slice(0, MAX_NAME) ?? null;
  const at = normaliseInstant(timestamp);
  if (trigger === null || typeof isUsed !== "boolean" || at === null) {
    throw new UnusableEvent("not_of_this_topic", "it says of no trigger whether it is used");
  }
  return { outcome: "trigger_use", use: { trigger, isUsed, at } };
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
