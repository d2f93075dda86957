import { expect, test } from "vitest";
import { flowEventOf } from "./flow-event-of.ts";
import { APP } from "./shop-with-app.fixture.ts";

test("each trigger of our flow.xml belongs to a group", () => {
  expect(APP.flowEvents).toHaveLength(25);
  const groups = APP.flowEvents.map((name) => name.replace("karla.", "").replace(".", "_"));
  expect(groups.map(flowEventOf)).toEqual(APP.flowEvents);
});

test.each([
  "shipment_teleported",
  "claim.created",
  "CLAIM_CREATED",
  "claim_created/../x",
  "constructor",
  "x".repeat(10_000),
  "",
])("%.30s starts nothing", (group) => {
  expect(flowEventOf(group)).toBeNull();
});
