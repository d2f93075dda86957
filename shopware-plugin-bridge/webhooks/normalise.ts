import { objectOf } from "@karla/sync/json-fields";
import type { InboxEvent, Normalise, Normalised } from "@karla/sync/normalise";
import { readJson } from "@karla/sync/read-json";
import { UnusableEvent } from "@karla/sync/unusable-event";
import { isOrderRequest } from "../actions/order-request.ts";
import { isOrderReading } from "../admin/order-reading-event.ts";
import { normaliseOrder } from "../order/normalise-order.ts";
import { DEPOSIT_LINE_TYPE, READ_AT } from "./event-headers.ts";
import { SHOPWARE_EVENTS } from "./events.ts";
import { envelopeOf, writtenKeys } from "./written-keys.ts";

/** A Shopware webhook, or an order that we read ourselves -> what it says. Of an order a webhook says no more than that it changed. */
export const normaliseShopware: Normalise = (event) => {
  try {
    if (isOrderRequest(event)) return { outcome: "hint" };
    return isOrderReading(event) ? normaliseReading(event) : normaliseHint(event);
  } catch (error) {
    if (error instanceof UnusableEvent) return { outcome: "quarantine", reason: error.reason, detail: error.message };
    throw error;
  }
};

function normaliseReading({ body, headers }: InboxEvent): Normalised {
  const read = readJson(body);
  if (read.outcome === "unreadable") throw new UnusableEvent("unreadable_body", read.why);
  const order = objectOf(read.value);
  if (order === null) throw new UnusableEvent("not_an_object", "the order is no JSON object");
  const settings = { depositLineType: headers[DEPOSIT_LINE_TYPE] ?? null };
  return { outcome: "facts", facts: normaliseOrder(order, { readAt: headers[READ_AT] ?? "", settings }) };
}

/** An event that nobody knows is none of ours: shops send what their version has. */
function normaliseHint({ topic, body }: InboxEvent): Normalised {
  const kind = SHOPWARE_EVENTS.get(topic);
  if (kind === undefined || kind === "other") return { outcome: "no_order" };
  if (kind === "products") return normaliseProducts(body);
  if (kind === "customers") return normaliseDeletedCustomers(body);
  const isList = kind === "orders" || kind === "addresses";
  if (isList && writtenKeys(body, envelopeOf(body).payload)?.length === 0) {
    // Drafts alone, which nobody but their editor sees.
    return { outcome: "no_order" };
  }
  return kind === "deleted" ? { outcome: "no_order" } : { outcome: "hint" };
}

/** What cannot be read concerns nobody: whatever it was of is found with the next way through the catalogue. */
function normaliseProducts(body: Buffer): Normalised {
  const ids = writtenKeys(body, envelopeOf(body).payload, body.length) ?? [];
  return ids.length === 0 ? { outcome: "no_order" } : { outcome: "products", ids };
}

/** An account that was deleted is one that nobody is to know any more. The shop's orders keep name and address; ours do not. */
function normaliseDeletedCustomers(body: Buffer): Normalised {
  const customerIds = writtenKeys(body, envelopeOf(body).payload, body.length) ?? [];
  if (customerIds.length === 0) return { outcome: "no_order" };
  return { outcome: "erasure", request: { kind: "customer", customerIds, email: null, orderIds: [] } };
}
