import fc from "fast-check";
import { expect, test } from "vitest";
import { orderJson } from "./order-json.arbitrary.ts";
import { readTrackedOrder } from "./tracked-order.ts";

const read = (json: unknown) => readTrackedOrder(json) ?? expect.fail("is an order");
const parcelOf = (tracking: object) => read({ order_number: "1", trackings: [{ id: "1", ...tracking }] }).parcels[0];
const eventOf = (event: object) => parcelOf({ events: [{ event_key: "IN_TRANSIT", ...event }] })?.events[0];

test("any JSON is read or is no order, and never throws", () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => void readTrackedOrder(json)));
  fc.assert(
    fc.property(orderJson, (json) => {
      const order = readTrackedOrder(json);
      for (const { quantity } of order?.products ?? []) expect(quantity).toBeGreaterThanOrEqual(0);
    }),
  );
});

test.each([null, undefined, 1, "order", [], {}, { order_number: null }, { order_number: " " }, { trackings: [] }])(
  "%j is no order",
  (json) => {
    expect(readTrackedOrder(json)).toBeNull();
  },
);

test("an order's number is enough; its name goes first", () => {
  expect(read({ order_number: 1001 })).toEqual({
    id: null,
    number: "1001",
    name: "1001",
    placedAt: null,
    total: null,
    products: [],
    parcels: [],
  });
  expect(read({ order_number: "1001", order_name: "#1001" }).name).toBe("#1001");
});

test("what cannot be read is left out, and its neighbours stay", () => {
  const order = read({
    order_number: "1",
    products: [null, "shirt", { title: 7, quantity: "2" }, { title: "Mug", quantity: -3 }],
    trackings: [
      null,
      5,
      {},
      { events: [] },
      { id: "1", events: [null, {}, { event_key: "" }, { event_key: "in_transit" }] },
    ],
  });
  expect(order.products.map(({ title, quantity }) => [title, quantity])).toEqual([
    [null, 2],
    ["Mug", 0],
  ]);
  expect(order.parcels.map(({ events }) => events.map(({ name }) => name))).toEqual([["IN_TRANSIT"]]);
});

test("enum values that nobody knows are as good as none", () => {
  expect(
    parcelOf({ phase: "teleported", state: "lost", flag: "purple", pickup: { type: "moon", name: "M" } }),
  ).toMatchObject({
    phase: null,
    state: null,
    flag: "normal",
    pickup: { type: null, name: "M" },
  });
  expect(parcelOf({ phase: "In_Transit", flag: "DELAY" })).toMatchObject({ phase: "in_transit", flag: "delay" });
});

test("a parcel without a carrier's number is a draft", () => {
  expect(parcelOf({})?.number).toBeNull();
  expect(parcelOf({ carrier: { tracking_number: "", carrier_reference: "dhl" } })?.number).toBeNull();
  expect(parcelOf({ carrier: { tracking_number: 12 } })).toMatchObject({ number: "12", carrier: null, url: null });
});

test.each([
  ["2026-03-05", { from: { precision: "day", on: "2026-03-05" }, to: null }],
  ["2026-03-05T00:00:00Z", { from: { precision: "day", on: "2026-03-05" }, to: null }],
  ["2026-03-05T14:00:00+01:00", { from: { precision: "instant", at: Date.UTC(2026, 2, 5, 13) }, to: null }],
  ["2026-03-05/2026-03-07", { from: { on: "2026-03-05" }, to: { on: "2026-03-07" } }],
  ["Tomorrow before noon", { from: null, to: null, words: "Tomorrow before noon" }],
  ["2026-02-30", { from: null, to: null, words: "2026-02-30" }],
])("the arrival %s is read as far as it is a date", (time_prediction, arrival) => {
  expect(parcelOf({ estimated_arrival: { time_prediction, language: "en" } })?.arrival).toMatchObject(arrival);
});

test("the self-hosted core tells an arrival's window by itself", () => {
  const estimated_arrival = { time_prediction: "soon", from: "2026-03-05", to: "2026-03-06", language: "en" };
  expect(parcelOf({ estimated_arrival })?.arrival).toMatchObject({
    from: { on: "2026-03-05" },
    to: { on: "2026-03-06" },
  });
});

test.each([
  [{ city: "Berlin", country_code: "DE" }, "Berlin, DE"],
  [{ name: "Depot 7", city: "Berlin", country: "Germany", country_code: "DE" }, "Depot 7, Berlin, Germany"],
  [{ city: "Berlin", name: "Berlin" }, "Berlin"],
  ["Berlin", "Berlin"],
  [{ latitude: 5 }, null],
  [7, null],
])("the place %j is %j", (location, place) => {
  expect(eventOf({ location })?.place).toBe(place);
});

test("opening hours come as text, as lines, or by day", () => {
  const hours = (opening_hours: unknown) =>
    parcelOf({ pickup: { name: "Kiosk", opening_hours } })?.pickup?.openingHours;
  expect(hours("Mo-Fr 8-19")).toEqual([{ days: null, hours: "Mo-Fr 8-19" }]);
  expect(hours("Mo-Fr 8-19; Sa 9-14\n")).toEqual([
    { days: null, hours: "Mo-Fr 8-19" },
    { days: null, hours: "Sa 9-14" },
  ]);
  expect(hours({ monday: "8-19", sunday: null })).toEqual([{ days: "monday", hours: "8-19" }]);
  expect(hours(7)).toEqual([]);
});

test("what turns the reading direction around, and what cannot be seen, is taken out of texts", () => {
  expect(read({ order_number: "1", order_name: "a\u202eb\u0000c\u2066d" }).name).toBe("abcd");
  expect(read({ order_number: "1", order_name: "a\r\nb" }).name).toBe("a b");
});
