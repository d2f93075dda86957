import { cleanText, objectOf } from "@karla/sync/json-fields";
import type { InboxEvent, Normalised } from "@karla/sync/normalise";
import { unknownOrder } from "@karla/sync/order";
import { type Metafield, NO_EXTRAS, OrderExtras } from "@karla/sync/order-extras";
import { type JsonValue, readJson } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { z } from "zod";
import { idOf } from "../ids-in-body.ts";
import { normaliseInstant } from "../normalise-instant.ts";

/** The body that `readExtras` writes. */
const Body = z.object({
  observed_at: z.string(),
  read_at: z.string(),
  asked: z.array(z.string()),
  metafields: OrderExtras.shape.metafields,
});

/** The metafields of an order, read from the Admin API -> facts that say nothing else of the order. */
export function normaliseAdminExtras({ body: bytes }: InboxEvent): Normalised {
  const read = readJson(bytes);
  if (read.outcome === "unreadable") throw new UnusableEvent("unreadable_body", read.why);
  const object = objectOf(read.value);
  if (object === null) throw new UnusableEvent("not_an_object", "the body is no JSON object");
  const body = Body.safeParse(object);
  if (!body.success) throw new UnusableEvent("not_of_this_topic", "the body is no read metafields");
  const id = idOf(object, "Order");
  if (id === null) throw new UnusableEvent("no_order_id", "the body has no order id");
  const { asked, metafields } = body.data;
  const extras: OrderExtras = {
    observedAt: instantOf(body.data.observed_at),
    triggeredAt: instantOf(body.data.read_at),
    asked: asked.map(cleanText),
    metafields: {
      order: metafields.order.map(clean),
      customer: metafields.customer.map(clean),
      product: cleanEach(metafields.product),
      variant: cleanEach(metafields.variant),
    },
    customFields: NO_EXTRAS.customFields,
  };
  return { outcome: "facts", facts: { ...unknownOrder(id), extras } };
}

function instantOf(field: JsonValue): string {
  const instant = normaliseInstant(field);
  if (instant === null) throw new UnusableEvent("not_of_this_topic", "the body has an instant that is none");
  return instant;
}

function clean({ namespace, key, type, value }: Metafield): Metafield {
  return { namespace: cleanText(namespace), key: cleanText(key), type: cleanText(type), value: cleanText(value) };
}

function cleanEach(byId: Record<string, Metafield[]>): Record<string, Metafield[]> {
  return Object.fromEntries(Object.entries(byId).map(([id, metafields]) => [cleanText(id), metafields.map(clean)]));
}
