import { expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.ts";
import { describeEvent } from "./describe-event.ts";
import type { PastEvent } from "./standing-of.ts";

const event = (name: string, minute = 0): PastEvent => ({ name, at: new Date(Date.UTC(2026, 2, 1, 12, minute)) });
const parcel = (...events: PastEvent[]) => ({ trackingNumber: "A1", events });
const draft = { trackingNumber: null, events: [event("ORDER_CREATED")] };

test.each([
  ["SUCCESSFULLY_DELIVERED", "delivered", ["shipment_delivered", "shipment_delivered_all_events"]],
  ["DELIVERED_TO_NEIGHBOUR", "delivered", ["shipment_delivered_to_neighbour", "shipment_delivered_all_events"]],
  ["DELIVERED_TO_PARCEL_SHOP", "collect", ["shipment_delivered_to_parcel_shop", "shipment_delivered_all_events"]],
  ["PICKED_UP", "delivered", ["shipment_picked_up"]],
  ["OUT_FOR_DELIVERY", "in_delivery", ["shipment_out_for_delivery"]],
])("%s of a parcel is told in the phase %s to %j", (name, phase, groups) => {
  expect(describeEvent(parcel(), event(name))).toEqual({ phase, direction: "merchant_customer", groups });
});

test.each(["PACKAGE_TELEPORTED", "CLAIM_CREATED"])(
  "%s is of the phase in which the parcel is, and told to nobody",
  (name) => {
    const shipment = parcel(event("ORDER_IN_PROCESSING"), event("OUT_FOR_DELIVERY", 1));
    expect(describeEvent(shipment, event(name, 2))).toEqual({
      phase: "in_delivery",
      direction: "merchant_customer",
      groups: [],
    });
  },
);

test("a draft tells what comes before transit, and nothing else", () => {
  const told = [...CATALOGUE.keys()].filter((name) => describeEvent(draft, event(name)).groups.length > 0);
  expect(told).toEqual([
    "ORDER_CREATED",
    "ORDER_CANCELLED",
    "INTERNAL_TRIGGER",
    "ORDER_IN_PROCESSING",
    "LABEL_CREATED",
    "CARRIER_CHANGED",
  ]);
});

test("what the merchant gets back is not told to the customer as a delivery; what was delivered before is", () => {
  const shipment = parcel(event("RETURN_CREATED", 5));
  const delivered = (minute: number) => describeEvent(shipment, event("SUCCESSFULLY_DELIVERED", minute));
  expect(delivered(9)).toEqual({ phase: "delivered", direction: "customer_merchant", groups: [] });
  expect(delivered(1)).toMatchObject({
    direction: "merchant_customer",
    groups: ["shipment_delivered", expect.any(String)],
  });
});
