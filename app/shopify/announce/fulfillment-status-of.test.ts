import { expect, test } from "vitest";
import { byAdvance, fulfillmentStatusOf } from "./fulfillment-status-of.ts";

test.each([
  ["DEPARTURE_FROM_TRANSPORT_HUB", "in_transit", "IN_TRANSIT"],
  ["HANDED_OVER_TO_CARRIER", "in_transit", "CARRIER_PICKED_UP"],
  ["CARRIER_DELAY", "in_transit", "DELAYED"],
  ["OUT_FOR_DELIVERY", "in_delivery", "OUT_FOR_DELIVERY"],
  ["DELIVERY_ATTEMPTED", "in_delivery", "ATTEMPTED_DELIVERY"],
  ["DELIVERY_FAILED_ADDRESS_ISSUE", "delivery_failed", "ATTEMPTED_DELIVERY"],
  ["DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP", "collect", "ATTEMPTED_DELIVERY"],
  ["DELIVERED_TO_PARCEL_LOCKER", "collect", "READY_FOR_PICKUP"],
  ["SUCCESSFULLY_DELIVERED", "delivered", "DELIVERED"],
  ["successfully_delivered", "DELIVERED", "DELIVERED"],
  ["REFUSED_THEN_RETURNED", "returned", "FAILURE"],
])("%s in phase %s is %s to Shopify", (name, phase, status) => {
  expect(fulfillmentStatusOf({ name, phase })).toBe(status);
});

test("who has picked the parcel up has it: Shopify has no event for that, and it is delivered", () => {
  expect(fulfillmentStatusOf({ name: "PICKED_UP", phase: "delivered" })).toBe("DELIVERED");
});

test.each([
  ["has not left yet", "ORDER_IN_PROCESSING", "order_processed"],
  ["never leaves", "ORDER_CANCELLED", "order_created"],
  ["comes back from the customer", "RETURN_RECEIVED", "return_received"],
  ["is nowhere that we know of", "TELEPORTED", "elsewhere"],
  ["has no phase", "constructor", "__proto__"],
])("Shopify is told nothing of a parcel that %s", (_, name, phase) => {
  expect(fulfillmentStatusOf({ name, phase })).toBeNull();
});

test("what an unknown event means its phase says", () => {
  expect(fulfillmentStatusOf({ name: "SCANNED_BY_A_DRONE", phase: "in_delivery" })).toBe("OUT_FOR_DELIVERY");
});

test("a fulfillment is delivered only where nothing else can be said of it", () => {
  const statuses = ["DELIVERED", "FAILURE", "IN_TRANSIT", "DELAYED", "OUT_FOR_DELIVERY"] as const;
  expect([...statuses].sort(byAdvance)).toEqual(["DELAYED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "FAILURE", "DELIVERED"]);
});
