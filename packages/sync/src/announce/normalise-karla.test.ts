import { describe, expect, test } from "vitest";
import { claimEvent, receivedKarlaEvent, shipmentEvent } from "./karla-event.fixture.ts";
import { normaliseKarla } from "./normalise-karla.ts";

const read = (event: object | string) =>
  normaliseKarla(
    typeof event === "string"
      ? { body: Buffer.from(event), headers: receivedKarlaEvent({}).headers }
      : receivedKarlaEvent(event),
  );
const { order, customer } = shipmentEvent.context;
const withOrder = (change: object) => ({
  ...shipmentEvent,
  context: { ...shipmentEvent.context, order: { ...order, ...change } },
});
const withCustomer = (value: unknown) => ({
  ...shipmentEvent,
  context: { order: { ...order, external_customer_id: null }, customer: value },
});
const without = (name: string) => ({ ...shipmentEvent, [name]: undefined });

test("an event of a parcel says what happened, when, to which order, and all that it knows for templates", () => {
  expect(read(shipmentEvent)).toEqual({
    outcome: "announcement",
    moved: "1001",
    announcement: {
      id: receivedKarlaEvent(shipmentEvent).eventKey.toString("hex"),
      group: "shipment_out_for_delivery",
      name: "OUT_FOR_DELIVERY",
      phase: "in_delivery",
      triggeredAt: "2026-03-03T00:00:00Z",
      orderId: "1001",
      customerId: "7",
      data: shipmentEvent.event_data,
    },
    orderName: "#1001",
    placedAt: "2026-03-01T10:00:00+01:00",
  });
});

test("an event of a claim has no phase, and its numbers keep their digits", () => {
  expect(read(claimEvent)).toMatchObject({
    announcement: {
      group: "claim_created",
      name: "CREATED",
      phase: null,
      data: { claim_id: "claim-1", selected_items: [{ sku: "B-1", quantity: "2" }] },
    },
  });
});

describe("W9 is told all the same:", () => {
  test.each<[string, object, object]>([
    ["a guest", withCustomer({ external_id: null, email: "guest@example.com" }), { customerId: null }],
    ["nobody known", withCustomer(null), { customerId: null }],
    [
      "a group that nobody knows",
      { ...shipmentEvent, event_group: "return_shipment_created" },
      { group: "return_shipment_created" },
    ],
    ["a ref of another form", { ...shipmentEvent, ref: "order.shipped" }, { name: "OUT_FOR_DELIVERY" }],
    [
      "names in lower case",
      { ...shipmentEvent, event_data: { event_name: "package_delivered" } },
      { name: "PACKAGE_DELIVERED" },
    ],
    ["no name but in the ref", { ...shipmentEvent, event_data: {} }, { name: "OUT_FOR_DELIVERY" }],
    [
      "a group that only event_data names",
      { ...without("event_group"), event_data: { event_group: "claim_updated" } },
      { group: "claim_updated" },
    ],
    ["no version", without("version"), {}],
    ["no shop", without("shop_slug"), {}],
    ["the shop under its older name", { ...without("shop_slug"), merchant_slug: "shop" }, {}],
    [
      "a time with an offset",
      { ...shipmentEvent, triggered_at: "2026-03-03T01:00:00.250+01:00" },
      { triggeredAt: "2026-03-03T00:00:00.25Z" },
    ],
    [
      "a time without one, in UTC",
      { ...shipmentEvent, triggered_at: "2026-03-03T00:00:00" },
      { triggeredAt: "2026-03-03T00:00:00Z" },
    ],
  ])("%s", (_, event, announcement) => {
    expect(read(event)).toMatchObject({ outcome: "announcement", announcement });
  });
});

test("a claim about no parcel is about no order, and is neither told nor quarantined", () => {
  for (const context of [{ customer }, { customer, order: null, shipments: [], claims: [] }]) {
    const event = { ...claimEvent, context };
    expect(read(event)).toEqual({ outcome: "no_order", why: "claim_without_order" });
  }
});

describe("W9 cannot be used, and is kept:", () => {
  test.each<[string, object | string, string, string]>([
    ["no JSON", "<xml/>", "unreadable_body", "not JSON"],
    ["a list", "[]", "not_an_object", "the body is no JSON object"],
    ["no group", without("event_group"), "unreadable_event", "event_group"],
    ["a group of 10 kB", { ...shipmentEvent, event_group: "x".repeat(10_000) }, "unreadable_event", "event_group"],
    ["version 2", { ...shipmentEvent, version: 2 }, "unreadable_event", "version"],
    ["context null", { ...shipmentEvent, context: null }, "unreadable_event", "context"],
    ["no order", { ...shipmentEvent, context: { customer } }, "unreadable_event", "context.order"],
    ["an order of no shop's", withOrder({ external_id: null }), "unreadable_event", "context.order.external_id"],
    ["an empty id", withOrder({ external_id: "" }), "unreadable_event", "context.order.external_id"],
    ["no time", without("triggered_at"), "unreadable_event", "triggered_at"],
    ["a time that is none", { ...shipmentEvent, triggered_at: "soon" }, "unreadable_event", "triggered_at"],
    ["no data", { ...shipmentEvent, event_data: null }, "unreadable_event", "event_data"],
    [
      "W8 another shop's slug",
      { ...shipmentEvent, shop_slug: "other" },
      "shop_mismatch",
      "the event is of another shop",
    ],
  ])("%s", (_, event, reason, detail) => {
    expect(read(event)).toEqual({ outcome: "quarantine", reason, detail });
  });
});
