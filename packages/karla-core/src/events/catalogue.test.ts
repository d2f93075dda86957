import { expect, test } from "vitest";
import { phase, shipmentEvent } from "../wire/shipment-event.ts";
import { CATALOGUE, shipmentEntry } from "./catalogue.ts";
import { EVENT_GROUPS, groupsToldFor } from "./event-groups.ts";

const entries = [...CATALOGUE.values()];

test("every group and every phase is reached by some event, and no group is made up", () => {
  expect(EVENT_GROUPS).toHaveLength(25);
  const groups = entries.flatMap(({ group }) => (group === null ? [] : groupsToldFor(group)));
  expect([...new Set(groups)].sort()).toEqual([...EVENT_GROUPS].sort());
  const phases = entries.flatMap((entry) => (entry.source === "shipments" ? [entry.phase] : []));
  expect([...new Set(phases)].sort()).toEqual([...phase.options].sort());
});

test.each([
  ["ORDER_CREATED", "order_created", "shipment_pre_transit"],
  ["ORDER_IN_PROCESSING", "order_processed", "shipment_pre_transit"],
  ["ORDER_CANCELLED", "order_created", "shipment_order_cancelled"],
  ["DEPARTURE_FROM_TRANSPORT_HUB", "in_transit", "shipment_in_transit"],
  ["OUT_FOR_DELIVERY", "in_delivery", "shipment_out_for_delivery"],
  ["DELIVERY_ATTEMPTED", "in_delivery", "shipment_delivery_failed"],
  ["SUCCESSFULLY_DELIVERED", "delivered", "shipment_delivered"],
])("the documented %s is of the phase %s and the group %s, in either case", (name, itsPhase, group) => {
  const meaning = { phase: itsPhase, group, direction: "merchant_customer" };
  expect(shipmentEntry(name)).toMatchObject(meaning);
  expect(shipmentEntry(name.toLowerCase())).toMatchObject(meaning);
});

test.each([
  ["CLAIM_CREATED", "created", "claim_created"],
  ["CLAIM_UPDATED", "updated", "claim_updated"],
])("the documented %s is of claims and says nothing of a parcel", (name, action, group) => {
  expect(CATALOGUE.get(name)).toEqual({ source: "claims", action, group });
  expect(shipmentEntry(name)).toBeNull();
});

test("what is on its way back to the merchant has no group that speaks of the way to the customer", () => {
  const back = entries.flatMap((entry) =>
    entry.source === "shipments" && entry.direction === "customer_merchant" ? [entry] : [],
  );
  expect(back.map((entry) => entry.phase).sort()).toEqual(phase.options.filter((each) => each.startsWith("return_")));
  expect(back.map(({ group }) => group)).toEqual(back.map(() => null));
});

test.each([...CATALOGUE.keys()])("%s can be posted to a shipment", (event_name) => {
  const event = { event_name, event_time: "2026-03-01T12:00:00Z", external_id: "1" };
  expect(shipmentEvent.parse(event).event_name).toBe(event_name);
});

test.each(["PACKAGE_TELEPORTED", "CONSTRUCTOR", "__PROTO__", ""])("nobody knows %j", (name) => {
  expect(shipmentEntry(name)).toBeNull();
});
