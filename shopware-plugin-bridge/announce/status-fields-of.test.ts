import type { JsonObject } from "@karla/sync/read-json";
import { expect, test } from "vitest";
import { statusFieldsOf } from "./status-fields-of.ts";

const AT = "2026-11-24T10:00:00.580+00:00";
/** As the shop answers it: without fractions of a second. */
const KEPT = "2026-11-24T10:00:00+00:00";

const after = (event: { group?: string; phase?: string | null; triggeredAt?: string }, before: JsonObject = {}) =>
  statusFieldsOf({ group: "shipment_out_for_delivery", phase: "in_delivery", triggeredAt: AT, ...event }, before);

test.each([
  ["its group says it", {}, "out_for_delivery"],
  ["a group that we do not know does not, but its phase", { group: "shipment_teleported" }, "in_delivery"],
  ["the group is about something else", { group: "shipment_carrier_changed", phase: "in_transit" }, "in_transit"],
  ["all parcels arrived", { group: "shipment_delivered_all_events", phase: "delivered" }, "delivered"],
  ["it is another kind of delivered", { group: "shipment_delivered_to_neighbour" }, "delivered_to_neighbour"],
])("where the parcel is: %s", (_, event, status) => {
  expect(after(event)).toEqual({ karla_status: status, karla_status_at: "2026-11-24T10:00:00.000Z" });
});

test.each([
  ["a claim, which moves no parcel", { group: "claim_created", phase: null }],
  ["neither group nor phase", { group: "x", phase: null }],
  ["a phase that is no word", { group: "x", phase: "<b>in</b>" }],
  ["no date", { triggeredAt: "soon" }],
])("nothing is written of %s", (_, event) => {
  expect(after(event)).toEqual({});
});

test.each([
  ["the same once more", { karla_status: "out_for_delivery", karla_status_at: KEPT }, false],
  ["something newer is there", { karla_status: "delivered", karla_status_at: "2026-11-24T11:00:01+01:00" }, false],
  ["something older is there", { karla_status: "in_transit", karla_status_at: "2026-11-24T10:59:59+01:00" }, true],
  ["something else of the same second is there", { karla_status: "in_transit", karla_status_at: KEPT }, true],
  ["what is there has no date that can be read", { karla_status: "in_transit", karla_status_at: "yesterday" }, true],
])("the newest stays: %s", (_, before, written) => {
  expect(Object.keys(after({}, before)).length > 0).toBe(written);
});
