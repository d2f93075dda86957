import { createHash } from "node:crypto";
import { type ShopId, shopIdOf } from "../ids.ts";
import type { ReceivedEvent } from "../inbox/inbox.ts";
import { keyOfEvent, laneOfEvent } from "./event-key.ts";
import { KARLA_SLUG } from "./normalise-karla.ts";

const SHOP_A = shopIdOf("shopify", "a.myshopify.com");

/** What Karla says when a parcel is out for delivery, in the form that the docs show. */
export const shipmentEvent = {
  source: "shipments",
  ref: "shipments/in_delivery/OUT_FOR_DELIVERY",
  version: 1,
  triggered_at: "2026-03-03T00:00:00Z",
  event_group: "shipment_out_for_delivery",
  event_data: {
    shipment_id: "shipment-1",
    event_id: "event-1",
    event_name: "OUT_FOR_DELIVERY",
    phase: "in_delivery",
    tracking_number: "00340434161094042557",
    tracking_url: "https://carrier.example.com/00340434161094042557",
  },
  context: {
    order: {
      external_id: "1001",
      external_customer_id: "7",
      order_number: "1001",
      order_name: "#1001",
      order_placed_at: "2026-03-01T10:00:00+01:00",
    },
    customer: { external_id: "7", email: "erika.muster@example.com", first_name: "Erika", last_name: "Muster" },
    shipments: [],
    claims: [],
  },
  shop_slug: "shop",
  shop_id: "shop-id-at-the-core",
};

/** A claim has no id of its own kind of event. */
export const claimEvent = {
  ...shipmentEvent,
  source: "claims",
  ref: "claims/created",
  event_group: "claim_created",
  event_data: {
    claim_id: "claim-1",
    event_name: "created",
    reason: "damage",
    selected_items: [{ sku: "B-1", quantity: 2 }],
  },
};

/** The event as the receiver hands it to the inbox. */
export function receivedKarlaEvent(event: object, shopId: ShopId = SHOP_A): ReceivedEvent {
  const body = Buffer.from(JSON.stringify(event));
  const { eventKey, group } = keyOfEvent(body);
  return {
    shopId,
    source: "karla",
    topic: `karla/${group}`,
    eventKey,
    bodyHash: createHash("sha256").update(body).digest(),
    laneKey: laneOfEvent(eventKey),
    headers: { [KARLA_SLUG]: "shop" },
    body,
  };
}
