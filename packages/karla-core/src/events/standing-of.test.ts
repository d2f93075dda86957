import fc from "fast-check";
import { expect, test } from "vitest";
import { CATALOGUE, shipmentEntry } from "./catalogue.ts";
import { isPreTransit, type PastEvent, standingOf } from "./standing-of.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
const event = (name: string, minute: number): PastEvent => ({ name, at: at(minute) });
const parcel = (...events: PastEvent[]) => standingOf({ trackingNumber: "A1", events });

/** A parcel's events, some of which nobody knows, in the order in which they arrive. */
const arrivals = (minute: fc.Arbitrary<number>) =>
  fc.array(
    fc.record({
      name: fc.constantFrom(...CATALOGUE.keys(), "PACKAGE_TELEPORTED"),
      at: minute.map(at),
    }),
    { minLength: 1, maxLength: 12 },
  );

/** Whether it says where a parcel is that a carrier has. */
const isScan = ({ name }: PastEvent) => {
  const entry = shipmentEntry(name);
  return entry !== null && !isPreTransit(entry.phase);
};

test("in whatever order its events arrive, also such of the same minute, a parcel ends up in the same place", () => {
  const shuffled = arrivals(fc.integer({ min: 0, max: 3 })).chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
  );
  fc.assert(
    fc.property(shuffled, ([events, others]) => {
      expect(parcel(...others)).toEqual(parcel(...events));
    }),
  );
});

test("an event that is older than what is known never moves a parcel, a newer scan always does", () => {
  fc.assert(
    fc.property(arrivals(fc.integer({ min: 0, max: 1_000_000 })), (events) => {
      for (const [index, arrived] of events.entries()) {
        const before = events.slice(0, index);
        const times = before.filter(isScan).map((each) => each.at.getTime());
        const newest = Math.max(-1, ...times);
        if (arrived.at.getTime() === newest) continue;
        const after = parcel(...before, arrived);
        if (isScan(arrived) && arrived.at.getTime() > newest) {
          expect(after.phase).toBe(shipmentEntry(arrived.name)?.phase);
        } else if (times.length > 0) {
          expect(after).toEqual(parcel(...before));
        }
      }
    }),
  );
});

test.each([
  ["nothing", [], "order_created", "normal"],
  ["a name that nobody knows", [event("ORDER_IN_PROCESSING", 0), event("X", 9)], "order_processed", "normal"],
  ["two of one instant", [event("OUT_FOR_DELIVERY", 5), event("IN_TRANSIT", 5)], "in_delivery", "normal"],
  ["told after its first scan", [event("IN_TRANSIT", 1), event("ORDER_IN_PROCESSING", 9)], "in_transit", "normal"],
  [
    "told as of before its order",
    [event("ORDER_IN_PROCESSING", 1), event("ORDER_CREATED", 9)],
    "order_processed",
    "normal",
  ],
  ["a cancellation under way", [event("IN_TRANSIT", 1), event("ORDER_CANCELLED", 9)], "in_transit", "normal"],
  ["a delay", [event("OUT_FOR_DELIVERY", 1), event("CARRIER_DELAY", 2)], "in_transit", "delay"],
  ["a delay that is over", [event("CARRIER_DELAY", 2), event("OUT_FOR_DELIVERY", 3)], "in_delivery", "normal"],
  ["damage", [event("DAMAGED", 2)], "in_transit", "error"],
])("of a parcel with %s", (_, events, phase, flag) => {
  expect(parcel(...events)).toEqual({ phase, flag });
});

test("a draft is not on its way, whatever is said of it; as soon as it has a number, it is where its events say", () => {
  const events = [event("ORDER_CREATED", 0), event("OUT_FOR_DELIVERY", 1)];
  expect(standingOf({ trackingNumber: null, events })).toEqual({ phase: "order_created", flag: "normal" });
  expect(parcel(...events)).toEqual({ phase: "in_delivery", flag: "normal" });
});
