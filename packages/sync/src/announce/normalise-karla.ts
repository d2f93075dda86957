import { WebhookEvent } from "@karla/api/webhook-event";
import { objectOf } from "../json/json-fields.ts";
import { readJson } from "../json/read-json.ts";
import { wireInstant } from "../order/wire-instant.ts";
import type { InboxEvent, Normalised } from "../pipeline/normalise.ts";
import { keyOfEvent } from "./event-key.ts";
import type { Announcement } from "./shop-announcer.ts";

/** Slug at the core of the shop whose secret an event was signed with. The verifier sets it: no request can. */
export const KARLA_SLUG = "karla-slug";

export interface KarlaEvent {
  outcome: "announcement";
  /** The order's id where a parcel of it moved: claims have no phase. */
  moved: string | null;
  announcement: Announcement;
  /** As printed, or its number; null where the event has neither. */
  orderName: string | null;
  /** When the order was placed, as the core has it. Not yet known to be an instant. */
  placedAt: string | null;
}

type Unusable = Extract<Normalised, { outcome: "quarantine" }>;
type OfNoOrder = Extract<Normalised, { outcome: "no_order" }>;

/** An event of Karla's -> what its shop is told. Pure; never throws for what a body contains. */
export function normaliseKarla({
  body,
  headers,
}: Pick<InboxEvent, "body" | "headers">): KarlaEvent | OfNoOrder | Unusable {
  const read = readJson(body);
  if (read.outcome === "unreadable") return unusable("unreadable_body", read.why);
  if (objectOf(read.value) === null) return unusable("not_an_object", "the body is no JSON object");
  const parsed = WebhookEvent.safeParse(read.value);
  // The place, never the value.
  if (!parsed.success) return unusable("unreadable_event", parsed.error.issues[0]?.path.join(".") ?? "");
  const { ref, event_data: data, context, ...event } = parsed.data;
  const slug = event.shop_slug ?? event.merchant_slug;
  if (slug != null && slug !== headers[KARLA_SLUG]) return unusable("shop_mismatch", "the event is of another shop");
  const group = event.event_group ?? data.event_group;
  if (group == null) return unusable("unreadable_event", "event_group");
  const triggeredAt = wireInstant(event.triggered_at);
  if (triggeredAt === null) return unusable("unreadable_event", "triggered_at");
  const { order, customer } = context;
  if (order == null) {
    // Known shapes: the core tells of a claim about no shipment without an order. No shop has anywhere to be told of it.
    if (group.startsWith("claim_")) return { outcome: "no_order", why: "claim_without_order" };
    return unusable("unreadable_event", "context.order");
  }
  return {
    outcome: "announcement",
    moved: data.phase == null ? null : order.external_id,
    announcement: {
      id: keyOfEvent(body).eventKey.toString("hex"),
      group,
      name: (data.event_name ?? ref?.split("/").at(-1) ?? group).toUpperCase(),
      phase: data.phase ?? null,
      triggeredAt,
      orderId: order.external_id,
      customerId: customer?.external_id ?? order.external_customer_id ?? null,
      data,
    },
    orderName: order.order_name ?? order.order_number ?? null,
    placedAt: order.order_placed_at ?? null,
  };
}

function unusable(reason: Unusable["reason"], detail: string): Unusable {
  return { outcome: "quarantine", reason, detail };
}
