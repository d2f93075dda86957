import { readTrackedOrder } from "@karla/tracking/tracked-order";
import { trackingViewOf } from "@karla/tracking/tracking-view";
import { expect, test } from "vitest";
import type { Arrival, Pickup } from "../carriers/carrier-feed.ts";
import { type EventRow, orderDetail, trackingDetail } from "../orders/order-detail.ts";
import { anUpsert } from "../test-core.fixture.ts";
import { orderUpsert } from "../wire/order.ts";

const NOW = Date.UTC(2026, 2, 5, 12);
const SHOP = { id: "shop-1", slug: "shop" };
const happenedAt = new Date(NOW - 3_600_000);

/** The page's view of an order whose one parcel this happened to, by way of what the core answers. */
function viewOf(event_key: string, phase: EventRow["phase"], pickup: Pickup | null, arrival: Arrival | null = null) {
  const { order, trackings } = orderUpsert.parse(
    anUpsert({}, [
      { tracking_number: "A1", carrier_reference: "dhl", products: [{ title: "Blue shirt", quantity: 2 }] },
    ]),
  );
  const [document] = trackings;
  if (!order || !document) return expect.fail("an order and its parcel");
  const row = { id: "order-1", document: order, analytics: null };
  const scan = { code: "x", text: null, pickup };
  const place = { city: "Berlin", country_code: "DE" };
  const events = [{ shipment_id: "1", event_key, phase, happened_at: happenedAt, place, scan }];
  const shipment = { id: "1", order_id: "order-1", document, arrival, updated_at: happenedAt };
  const json: unknown = JSON.parse(
    JSON.stringify(orderDetail(SHOP, row, [trackingDetail(SHOP, row, shipment, events)])),
  );
  return trackingViewOf(readTrackedOrder(json) ?? expect.fail("an order"), { now: NOW });
}

const locker: Pickup = {
  type: "locker",
  name: "Locker 7",
  place: { city: "Berlin", country_code: "DE" },
  url: "https://example.com/7",
  openingHours: { monday: "00:00–24:00" },
  keptUntil: "2026-03-12T22:59:59Z",
};

test("what the core tells of a parcel that waits is what the page shows", () => {
  const view = viewOf("DELIVERED_TO_PARCEL_LOCKER", "collect", locker);
  expect(view).toMatchObject({ state: "ready_to_collect", unsent: [] });
  expect(view.parcels).toMatchObject([
    {
      carrier: "DHL",
      events: [{ place: "Berlin, DE", at: happenedAt.getTime() }],
      pickup: {
        kind: "locker",
        name: "Locker 7",
        address: ["Berlin"],
        url: "https://example.com/7",
        openingHours: [{ days: "monday", hours: "00:00–24:00" }],
        until: { at: Date.UTC(2026, 2, 12, 22, 59, 59) },
      },
    },
  ]);
});

test("a neighbour, and when it is expected, come through as well", () => {
  const neighbour: Pickup = { ...locker, type: "neighbor", name: "Kim Example", openingHours: {}, keptUntil: null };
  expect(viewOf("DELIVERED_TO_NEIGHBOUR", "delivered", neighbour).parcels).toMatchObject([
    { neighbour: { name: "Kim Example" }, pickup: null },
  ]);
  const arrival = { from: "2026-03-06T09:00:00Z", to: "2026-03-06T13:00:00Z", words: "tomorrow", source: "dhl" };
  expect(viewOf("IN_TRANSIT", "in_transit", null, arrival).parcels).toMatchObject([
    {
      arrival: {
        source: "carrier",
        words: null,
        from: { at: Date.UTC(2026, 2, 6, 9) },
        to: { at: Date.UTC(2026, 2, 6, 13) },
      },
    },
  ]);
});
