import fc from "fast-check";
import { expect, test } from "vitest";
import { shipmentEntry } from "../../events/catalogue.ts";
import { scanToEvent } from "./scan-to-event.ts";

const scan = (statusCode: string | null, status: string | null, description: string | null = null) =>
  scanToEvent({ timestamp: null, location: null, statusCode, status, description, remark: null });

test.each([
  // By the two letters of a German parcel.
  ["pre-transit", "VA", "", "LABEL_CREATED"],
  ["transit", "ES", "", "HANDED_OVER_TO_CARRIER"],
  ["transit", "AA", "", "DEPARTURE_FROM_TRANSPORT_HUB"],
  ["transit", "EE", "", "ARRIVAL_AT_TRANSPORT_HUB"],
  ["transit", "NB", "", "IN_TRANSIT"],
  ["transit", "NB", "The delivery is delayed by one day.", "CARRIER_DELAY"],
  ["transit", "NB", "Die Sendung wurde zurückgestellt.", "CARRIER_DELAY"],
  ["transit", "NB", "Delayed at the recipient's request.", "DELAYED_DUE_TO_CUSTOMER_REQUEST"],
  ["transit", "ZO", "In customs.", "CUSTOMS_CLEARANCE_STARTED"],
  ["transit", "ZO", "Customs clearance completed.", "CUSTOMS_CLEARANCE_COMPLETED"],
  ["transit", "PO", "", "OUT_FOR_DELIVERY"],
  ["failure", "ZN", "", "DELIVERY_ATTEMPTED"],
  ["failure", "ZN", "Incomplete address.", "DELIVERY_FAILED_ADDRESS_ISSUE"],
  ["failure", "ZN", "The shipment was refused and will be returned to the sender.", "REFUSED_THEN_RETURNED"],
  ["failure", "BV", "Not picked up: returned to the sender.", "NOT_PICKED_UP_THEN_RETURNED"],
  ["transit", "BV", "The shipment is being returned to sender.", "FAILED_RETURNED"],
  ["transit", "BV", "Die Sendung wurde beschädigt.", "DAMAGED"],
  ["failure", "BV", "The shipment was damaged.", "DAMAGED"],
  ["transit", "ZF", "", "DELIVERED_TO_PARCEL_SHOP"],
  ["transit", "ZF", "Die Sendung liegt in der Packstation bereit.", "DELIVERED_TO_PARCEL_LOCKER"],
  ["transit", "ZF", "After a delivery attempt it waits at the shop.", "DELIVERY_FAILED_FORWARDED_TO_PARCEL_SHOP"],
  ["transit", "LA", "Ready for pickup.", "DELIVERED_TO_PARCEL_SHOP"],
  ["transit", "LA", "Stored while the recipient is away.", "IN_TRANSIT"],
  ["delivered", "ZU", "", "SUCCESSFULLY_DELIVERED"],
  ["delivered", "ZU", "Delivered to a neighbour.", "DELIVERED_TO_NEIGHBOUR"],
  ["delivered", "ZU", "In den Briefkasten gelegt.", "DELIVERED_TO_LETTERBOX"],
  ["delivered", "ZU", "Aus der Packstation entnommen.", "PICKED_UP"],
  ["delivered", "ZU", "The shipment was disposed of.", "DELIVERY_FAILED"],
  // By the simple code and the text, as others and former answers have them.
  ["pre-transit", "Die Sendung wurde elektronisch angekündigt.", "", "LABEL_CREATED"],
  ["transit", "Die Sendung wurde vom Absender in der Filiale eingeliefert.", "", "HANDED_OVER_TO_CARRIER"],
  ["transit", "Die Sendung ist in der Region des Empfängers angekommen.", "", "ARRIVAL_AT_TRANSPORT_HUB"],
  ["transit", "Die Sendung wurde für den Weitertransport vorbereitet.", "", "DEPARTURE_FROM_TRANSPORT_HUB"],
  ["transit", "Die Sendung wurde in das Zustellfahrzeug geladen.", "", "OUT_FOR_DELIVERY"],
  ["delivered", "Die Sendung wurde zugestellt.", "", "SUCCESSFULLY_DELIVERED"],
  ["failure", "DELIVERY FAILED", "", "DELIVERY_FAILED"],
])("%s %s %j is %s", (statusCode, status, description, event) => {
  expect(scan(statusCode, status, description)).toEqual({ event, sure: true });
  expect(shipmentEntry(event)).not.toBeNull();
});

test.each([
  ["unknown", "QX"],
  ["unknown", null],
  ["something-new", "something new"],
  ["constructor", "__PROTO__"],
  [null, null],
])("what nobody knows (%s, %s) is a scan on the way", (statusCode, status) => {
  expect(scan(statusCode, status)).toEqual({ event: "IN_TRANSIT", sure: false });
});

test("whatever words a scan has, only what DHL calls delivered is delivered", () => {
  const words = fc.array(
    fc.constantFrom(
      "delivered",
      "zugestellt",
      "neighbour",
      "letterbox",
      "picked up by",
      "Filiale",
      "ready for pickup",
      "x",
    ),
  );
  const codes = fc.constantFrom("pre-transit", "transit", "failure", "unknown", "else", null);
  const status = fc.constantFrom("VA", "ES", "PO", "ZN", "LA", "ZF", "QX", "DELIVERED", null);
  fc.assert(
    fc.property(codes, status, words, (code, letters, texts) => {
      expect(shipmentEntry(scan(code, letters, texts.join(" ")).event)?.phase).not.toBe("delivered");
    }),
  );
});

test("no text, however long, holds it up", () => {
  const long = "could not be delivered delay delivery attempt at the ".repeat(20_000);
  expect(scan("transit", long).event).toBe("CARRIER_DELAY");
});
