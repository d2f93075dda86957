import fc from "fast-check";
import { expect, test } from "vitest";
import { orderJson } from "./order-json.arbitrary.ts";
import { readTrackedOrder } from "./tracked-order.ts";
import { type ItemView, trackingViewOf } from "./tracking-view.ts";

const NOW = Date.UTC(2026, 2, 5, 12);
const HOUR_MS = 3_600_000;

const viewOf = (order: object, now = NOW) =>
  trackingViewOf(readTrackedOrder({ order_number: "1", ...order }) ?? expect.fail("is an order"), { now });
const sent = (change: object = {}) => ({
  id: "1",
  carrier: { tracking_number: "A1", carrier_reference: "dhl" },
  ...change,
});
const parcelOf = (change: object, now = NOW) =>
  viewOf({ trackings: [sent(change)] }, now).parcels[0] ?? expect.fail("a parcel");
const event = (event_key: string, phase: string, hours: number, more: object = {}) => ({
  event_key,
  phase,
  time: new Date(NOW - hours * HOUR_MS).toISOString(),
  ...more,
});
const sum = (items: readonly ItemView[]) => items.reduce((all, { quantity }) => all + quantity, 0);
const steps = (change: object) => parcelOf(change).steps.map(({ phase, standing }) => `${phase} ${standing}`);

test("what is in parcels and what is in none adds up to the order, whatever the parcels say is in them", () => {
  fc.assert(
    fc.property(orderJson, (json) => {
      const order = readTrackedOrder(json);
      if (order === null) return;
      const { unsent, parcels } = trackingViewOf(order, { now: NOW });
      const ordered = order.products.reduce((all, { quantity }) => all + quantity, 0);
      const all = [...unsent, ...parcels.flatMap(({ items }) => items)];
      for (const { quantity } of all) expect(quantity).toBeGreaterThan(0);
      expect(sum(unsent)).toBeLessThanOrEqual(ordered);
    }),
  );
});

test("parcels that hold pieces of the order and nothing else leave exactly the rest", () => {
  const line = fc.record({
    sku: fc.constantFrom("A", "B", null),
    title: fc.constantFrom("a", "b"),
    quantity: fc.nat(5),
  });
  const packing = fc.array(fc.record({ line: fc.nat(9), quantity: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), packing, (products, packed) => {
      const left = products.map(({ quantity }) => quantity);
      const trackings = packed.flatMap((each, index) => {
        const at = each.line % products.length;
        const quantity = Math.min(each.quantity, left[at] ?? 0);
        left[at] = (left[at] ?? 0) - quantity;
        return quantity === 0 ? [] : [sent({ id: `${index}`, products: [{ ...products[at], quantity }] })];
      });
      const { unsent, parcels } = viewOf({ products, trackings });
      expect(sum(unsent) + sum(parcels.flatMap(({ items }) => items))).toBe(
        sum(products.map((each) => ({ ...each, size: null }))),
      );
    }),
  );
});

test("a parcel that repeats what another has takes no more than was ordered", () => {
  const products = [{ title: "Shirt", sku: "S", quantity: 2 }];
  const view = viewOf({ products, trackings: [sent({ products }), sent({ id: "2", products })] });
  expect(view.unsent).toEqual([]);
  expect(view.state).toBe("preparing");
});

test("pieces are told apart by SKU, by name where there is none, and by size where both have one", () => {
  const products = [
    { title: "Shirt", size: "M", quantity: 1 },
    { title: "Shirt", size: "L", quantity: 1 },
    { title: "Mug", sku: "MUG", quantity: 1 },
  ];
  const rest = (...packed: object[]) =>
    viewOf({ products, trackings: [sent({ products: packed })] }).unsent.map(({ title, size }) => `${title} ${size}`);
  expect(rest({ title: "Shirt", size: "L" })).toEqual(["Shirt M", "Mug null"]);
  expect(rest({ title: "Renamed", sku: "MUG" })).toEqual(["Shirt M", "Shirt L"]);
  expect(rest({ title: "Shirt" }, { title: "Shirt" })).toEqual(["Mug null"]);
});

test("of a parcel that does not say what is in it nobody knows what is missing", () => {
  const view = viewOf({ products: [{ title: "Shirt" }], trackings: [sent({ products: [], phase: "in_transit" })] });
  expect(view.unsent).toEqual([]);
  expect(view.state).toBe("on_its_way");
});

test("the only parcel that is expected stands for all that is in no other", () => {
  const products = [{ title: "Shirt" }, { title: "Mug" }];
  const { parcels, unsent, state } = viewOf({
    products,
    trackings: [sent({ products: [{ title: "Mug" }], phase: "in_transit" }), { id: "2" }],
  });
  expect(parcels.map(({ kind, items }) => [kind, items.map(({ title }) => title)])).toEqual([
    ["sent", ["Mug"]],
    ["expected", ["Shirt"]],
  ]);
  expect(unsent).toEqual([]);
  expect(state).toBe("partly_sent");
});

test("goods that are said to weigh nothing need no parcel, and keep no order from being whole", () => {
  const card = { title: "Gift card", quantity: 1, weight: 0 };
  const shirt = { title: "Shirt", quantity: 1, weight: null };
  expect(viewOf({ products: [card], trackings: [{ id: "1" }] })).toMatchObject({
    state: "nothing_to_ship",
    parcels: [],
  });
  expect(viewOf({ products: [{ ...card, weight: null }], trackings: [{ id: "1" }] }).state).toBe("received");
  const mixed = viewOf({ products: [card, shirt], trackings: [sent({ products: [shirt], phase: "delivered" })] });
  expect(mixed.state).toBe("delivered");
  expect(mixed.unsent).toHaveLength(1);
});

test("a draft is not on its way, whatever is said of it", () => {
  expect(viewOf({ trackings: [{ id: "1", phase: "in_delivery" }] }).state).toBe("preparing");
});

test("without a phase of its own a parcel is where its newest scan says, and else where its state says", () => {
  const scans = [event("OUT_FOR_DELIVERY", "in_delivery", 5), event("IN_TRANSIT", "in_transit", 9)];
  expect(parcelOf({ events: scans }).phase).toBe("in_delivery");
  expect(parcelOf({ events: [...scans, event("ORDER_IN_PROCESSING", "order_processed", 1)] }).phase).toBe(
    "in_delivery",
  );
  expect(parcelOf({ events: scans, phase: "delivered" }).phase).toBe("delivered");
  expect(parcelOf({ state: "collect" }).phase).toBe("collect");
  expect(parcelOf({}).phase).toBe("order_processed");
});

test("it is cancelled before a carrier has it, and on its way all the same after that", () => {
  const cancelled = event("ORDER_CANCELLED", "order_created", 1);
  expect(parcelOf({ events: [cancelled] })).toMatchObject({ cancelled: true, steps: [] });
  expect(parcelOf({ events: [cancelled, event("IN_TRANSIT", "in_transit", 5)] }).cancelled).toBe(false);
});

test("what has arrived is late no more", () => {
  expect(parcelOf({ phase: "delivered", flag: "delay" }).flag).toBe("normal");
  expect(parcelOf({ phase: "delivered", flag: "error" }).flag).toBe("error");
});

test("events are newest first, what has no time last, and what means nothing to a customer not at all", () => {
  const { events } = parcelOf({
    events: [
      { event_key: "LABEL_CREATED", phase: "order_processed", time: null },
      event("IN_TRANSIT", "in_transit", 9),
      event("INTERNAL_TRIGGER", "order_created", 0),
      event("DELIVERED", "delivered", 1),
      event("OUT_FOR_DELIVERY", "in_delivery", 1),
    ],
  });
  expect(events.map(({ name }) => name)).toEqual(["DELIVERED", "OUT_FOR_DELIVERY", "IN_TRANSIT", "LABEL_CREATED"]);
});

test("a progress line ends where the parcel's way ends", () => {
  expect(steps({ phase: "in_transit" })).toEqual([
    "order_created done",
    "order_processed done",
    "in_transit current",
    "in_delivery ahead",
    "delivered ahead",
  ]);
  expect(steps({ phase: "delivered" }).at(-1)).toBe("delivered done");
  expect(steps({ phase: "in_transit", flag: "error" })[2]).toBe("in_transit stopped");
  expect(steps({ phase: "delivery_failed" })[3]).toBe("in_delivery stopped");
  expect(steps({ phase: "collect" })[3]).toBe("collect current");
  expect(steps({ phase: "in_transit", pickup: { type: "locker", name: "7" } })[3]).toBe("collect ahead");
  expect(steps({ phase: "returned" }).at(-1)).toBe("returned stopped");
  expect(steps({ phase: "return_transit" })).toEqual([
    "return_created done",
    "return_transit current",
    "return_received ahead",
  ]);
});

test("an expected day has passed once it is over everywhere, an instant at once", () => {
  const passed = (time_prediction: string, now: number) =>
    parcelOf({ phase: "in_transit", estimated_arrival: { time_prediction, language: "en" } }, now).arrival?.passed;
  const midnight = Date.UTC(2026, 2, 6);
  expect(passed("2026-03-05", midnight + 12 * HOUR_MS - 1)).toBe(false);
  expect(passed("2026-03-05", midnight + 12 * HOUR_MS)).toBe(true);
  expect(passed("2026-03-05T10:00:00Z/2026-03-05T12:00:00Z", NOW - 1)).toBe(false);
  expect(passed("2026-03-05T10:00:00Z/2026-03-05T12:00:00Z", NOW)).toBe(true);
  expect(passed("soon", NOW)).toBe(false);
});

test("an arrival is told by the carrier, else as the day the customer asked for, and not once it is there", () => {
  const asked = event("IN_TRANSIT", "in_transit", 2, { additional_info: { preferred_delivery_date: "2026-03-07" } });
  const estimated_arrival = { time_prediction: "2026-03-06", language: "en" };
  expect(parcelOf({ events: [asked] }).arrival).toMatchObject({ source: "recipient", from: { on: "2026-03-07" } });
  expect(parcelOf({ events: [asked], estimated_arrival }).arrival).toMatchObject({
    source: "carrier",
    from: { on: "2026-03-06" },
  });
  for (const phase of ["collect", "delivered", "delivery_failed", "returned"])
    expect(parcelOf({ phase, estimated_arrival }).arrival).toBeNull();
});

test("a pickup point is where it waits; a neighbour is who has it", () => {
  const shop = {
    type: "shop",
    name: "Kiosk",
    address: { street: "Example Street 1", zip_code: "10115", city: "Berlin" },
  };
  expect(
    parcelOf({ phase: "collect", pickup: { ...shop, url: "javascript:alert(1)", date_to: "2026-03-12" } }).pickup,
  ).toEqual({
    kind: "shop",
    name: "Kiosk",
    address: ["Example Street 1", "10115 Berlin"],
    url: null,
    openingHours: [],
    until: { precision: "day", on: "2026-03-12" },
  });
  expect(parcelOf({ phase: "delivered", pickup: shop }).pickup).toBeNull();
  const named = { additional_info: { pickup_point: "Kiosk", pickup_point_url: "https://example.com/k" } };
  expect(parcelOf({ events: [event("DELIVERED_TO_PARCEL_SHOP", "collect", 1, named)] }).pickup).toMatchObject({
    kind: "unknown",
    name: "Kiosk",
    url: "https://example.com/k",
  });
  const byDay = { additional_info: { pickup_point: "Kiosk", pickup_opening_hours: { monday: "8-19" } } };
  const events = [event("DELIVERED_TO_PARCEL_SHOP", "collect", 1, byDay)];
  expect(parcelOf({ events, pickup: { ...shop, opening_hours: "monday: 8-19" } }).pickup?.openingHours).toEqual([
    { days: "monday", hours: "8-19" },
  ]);
  const neighbour = { type: "neighbor", name: "Kim Example" };
  expect(parcelOf({ phase: "delivered", pickup: neighbour })).toMatchObject({
    pickup: null,
    neighbour: { name: "Kim Example" },
  });
  expect(parcelOf({ events: [event("DELIVERED_TO_NEIGHBOUR", "delivered", 1)] }).neighbour).toEqual({
    name: null,
    address: [],
  });
  expect(parcelOf({ phase: "in_transit", pickup: neighbour }).neighbour).toBeNull();
});

test("a carrier is called by its name, and one that nobody explained by none", () => {
  const carrier = (carrier_reference: string) =>
    parcelOf({ carrier: { tracking_number: "A1", carrier_reference } }).carrier;
  expect(carrier("DHLEXP")).toBe("DHL Express");
  expect(["hrs", "constructor", "unheard_of"].map(carrier)).toEqual([null, null, null]);
});

test("parcels are counted without cancelled ones", () => {
  const cancelled = { id: "3", events: [event("ORDER_CANCELLED", "order_created", 1)] };
  const trackings = [sent({ phase: "delivered" }), sent({ id: "2", phase: "in_transit" }), cancelled];
  expect(viewOf({ trackings }).count).toEqual({ parcels: 2, delivered: 1 });
});
