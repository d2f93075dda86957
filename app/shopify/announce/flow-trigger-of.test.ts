import { expect, test } from "vitest";
import { EVENT_GROUPS, EVENT_TRIGGERS, flowTriggerOf } from "./flow-trigger-of.ts";

test("each of the 25 documented groups is decided, and each trigger is started by one of them", () => {
  expect(EVENT_GROUPS).toHaveLength(25);
  const started = EVENT_GROUPS.map(flowTriggerOf).filter((trigger) => trigger !== null);
  expect(new Set(started)).toEqual(new Set(EVENT_TRIGGERS));
});

test.each([
  ["shipment_delivered_to_neighbour", "karla-delivered"],
  ["shipment_delivered_to_parcel_locker", "karla-ready-for-pickup"],
  ["shipment_delivery_failed_forwarded_to_parcel_shop", "karla-delivery-failed"],
  ["shipment_not_picked_up_then_returned", "karla-returned"],
  ["claim_updated", "karla-claim-updated"],
])("%s starts %s", (group, trigger) => {
  expect(flowTriggerOf(group)).toBe(trigger);
});

test.each([
  ["it repeats the other groups", "shipment_delivered_all_events"],
  ["no parcel has left", "shipment_pre_transit"],
  ["nobody knows it", "shipment_teleported"],
  ["it is written otherwise", "CLAIM_CREATED"],
  ["it is no group", "constructor"],
  ["it is empty", ""],
])("where %s, a group starts nothing", (_, group) => {
  expect(flowTriggerOf(group)).toBeNull();
});
