import { expect, test } from "vitest";
import { nameScans } from "./name-scans.ts";

/** Scans of one event each, the newest first as in an answer, an hour apart. */
function named(events: readonly string[], returned = false): string[] {
  const scans = events.map((event, hour) => ({
    at: new Date(Date.UTC(2026, 2, 1, hour)),
    meaning: { event: event.replace("?", ""), sure: !event.endsWith("?") },
  }));
  return nameScans(scans.toReversed(), returned).map(({ event }) => event);
}

test("out for delivery again after an attempt is a second attempt, without one it is not", () => {
  expect(named(["OUT_FOR_DELIVERY", "DELIVERY_ATTEMPTED", "OUT_FOR_DELIVERY"]).at(-1)).toBe("DELIVERY_SECOND_ATTEMPT");
  expect(named(["OUT_FOR_DELIVERY", "CARRIER_DELAY", "OUT_FOR_DELIVERY"]).at(-1)).toBe("OUT_FOR_DELIVERY");
});

test("what is delivered after it lay in a shop was picked up", () => {
  expect(named(["DELIVERED_TO_PARCEL_SHOP", "SUCCESSFULLY_DELIVERED"])).toEqual([
    "DELIVERED_TO_PARCEL_SHOP",
    "PICKED_UP",
  ]);
});

test("a parcel on its way back is told of once, and is never delivered", () => {
  expect(named(["REFUSED_THEN_RETURNED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "SUCCESSFULLY_DELIVERED"])).toEqual([
    "REFUSED_THEN_RETURNED",
    "RETURNING_TO_SENDER",
    "RETURNING_TO_SENDER",
    "RETURNING_TO_SENDER",
  ]);
  expect(named(["IN_TRANSIT", "SUCCESSFULLY_DELIVERED"], true)).toEqual(["IN_TRANSIT", "FAILED_RETURNED"]);
});

test("a scan that nobody understands does not take a parcel out of the customer's hands", () => {
  expect(named(["IN_TRANSIT?", "SUCCESSFULLY_DELIVERED", "IN_TRANSIT?"])).toEqual([
    "IN_TRANSIT",
    "SUCCESSFULLY_DELIVERED",
    "CARRIER_SCAN",
  ]);
});

test("of two scans of the same instant the one that stands lower came first", () => {
  const at = new Date(0);
  const meaning = (event: string) => ({ at, meaning: { event, sure: true } });
  const answer = [meaning("SUCCESSFULLY_DELIVERED"), meaning("DELIVERED_TO_PARCEL_LOCKER")];
  expect(nameScans(answer, false).map(({ event }) => event)).toEqual(["DELIVERED_TO_PARCEL_LOCKER", "PICKED_UP"]);
});
