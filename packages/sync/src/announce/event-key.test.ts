import { expect, test } from "vitest";
import { keyOfEvent, laneOfEvent } from "./event-key.ts";
import { claimEvent, shipmentEvent } from "./karla-event.fixture.ts";

const keyOf = (event: object | string) =>
  keyOfEvent(Buffer.from(typeof event === "string" ? event : JSON.stringify(event))).eventKey.toString("hex");
const withData = (event: { event_data: object }, data: object) => ({
  ...event,
  event_data: { ...event.event_data, ...data },
});

test("an event with an id is the same whatever else it says the second time", () => {
  const again = { ...shipmentEvent, triggered_at: "2026-03-03T00:05:00Z", context: {} };
  expect(keyOf(again)).toBe(keyOf(shipmentEvent));
  expect(keyOf(withData(shipmentEvent, { event_id: "event-2" }))).not.toBe(keyOf(shipmentEvent));
});

test("two groups that are told of one event are two", () => {
  expect(keyOf({ ...shipmentEvent, event_group: "shipment_delivered_all_events" })).not.toBe(keyOf(shipmentEvent));
});

test("an event without an id is the same as long as every byte of it is", () => {
  expect(keyOf(claimEvent)).toBe(keyOf(structuredClone(claimEvent)));
  const others = [
    { ...claimEvent, ref: "claims/updated" },
    { ...claimEvent, triggered_at: "2026-03-03T00:00:01Z" },
    withData(claimEvent, { claim_id: "claim-2" }),
    withData(claimEvent, { reason: "return" }),
  ];
  expect(new Set([claimEvent, ...others].map(keyOf)).size).toBe(5);
});

test.each(["", "null", "[]", '{"event_data":', '{"event_data":{"event_id":{}}}', `{"ref":"${"x".repeat(5_000)}"}`])(
  "%s is recognised by its bytes",
  (body) => {
    expect(keyOf(body)).toBe(keyOf(body));
    expect(keyOf(body)).not.toBe(keyOf(`${body} `));
  },
);

test("the group is as it was sent, and the lane is no order's", () => {
  const { eventKey, group } = keyOfEvent(Buffer.from(JSON.stringify(shipmentEvent)));
  expect(group).toBe("shipment_out_for_delivery");
  expect(laneOfEvent(eventKey)).toMatch(/^karla\/[0-9a-f]{64}$/);
});
