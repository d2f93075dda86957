import { describe, expect, it } from "vitest";
import type { Fulfillment } from "./order.ts";
import { defaultSettings, sampleFulfillment, sampleOrder } from "./sample-order.fixture.ts";
import type { OrderSettings } from "./settings.ts";
import { toKarla } from "./to-karla.ts";

const CUTOFF = "2026-03-02T10:00:00.500Z";

describe("the parcels of a delivery are told", () => {
  it.each([
    ["shipped", ["A1"]],
    ["shipped_partially", ["A1"]],
    ["open", []],
    ["returned", []],
    [null, []],
  ])("in a state that the merchant chose, of which %j is one for: %j", (state, numbers) => {
    expect(told([delivery("A1", { state })], { deliveryStates: ["shipped", "shipped_partially"] })).toEqual(numbers);
  });

  it("in any state where none is chosen", () => {
    expect(told([delivery("A1", { state: "returned" }), delivery("B2", { state: null })])).toEqual(["A1", "B2"]);
  });

  it.each([
    ["2026-03-02T10:00:00.499Z", []],
    ["2026-03-02T11:00:00.499+01:00", []],
    ["2026-03-02T10:00:00.500Z", ["A1"]],
    ["2026-03-02T11:00:00.5+01:00", ["A1"]],
    ["2026-03-02T10:00:00.500000001Z", ["A1"]],
    ["some day", []],
  ])("not from before the cutoff, which %s is not for: %j", (createdAt, numbers) => {
    expect(told([delivery("A1", { createdAt })], { historicalCutoff: CUTOFF })).toEqual(numbers);
  });

  it("each for itself, and the others stay among the number of parcels that the order has", () => {
    const both = [
      delivery("A1", { createdAt: "2026-03-01T00:00:00Z" }),
      delivery("B2", { id: "702", createdAt: CUTOFF }),
    ];
    const { order, trackings } = projected(both, { historicalCutoff: CUTOFF });
    expect(trackings.map(({ tracking_number }) => tracking_number)).toEqual(["B2"]);
    expect(order.expected_number_of_shipments).toBe(2);
  });

  it("with what the delivery that is told has of a number, though another one has it too", () => {
    const gone = delivery("A1", { state: "returned", carrier: "UPS" });
    const left = delivery("A1", { id: "702", state: "shipped", carrier: "DHL" });
    const { order, trackings } = projected([gone, left], { deliveryStates: ["shipped"] });
    expect(trackings).toMatchObject([{ carrier_reference: "dhl", external_shipment_id: "702" }]);
    expect(order).not.toHaveProperty("expected_number_of_shipments");
  });
});

function delivery(number: string, changes: Partial<Fulfillment>): Fulfillment {
  return sampleFulfillment({ parcels: [{ trackingNumber: number, trackingUrl: null }], ...changes });
}

function projected(fulfillments: Fulfillment[], settings: Partial<OrderSettings>) {
  const options = { settings: { ...defaultSettings, ...settings }, segmentPrefix: "Shopware" } as const;
  const projection = toKarla(sampleOrder({}, { fulfillments }), options);
  if (projection.outcome === "skip") throw new Error(projection.reason);
  return projection;
}

function told(fulfillments: Fulfillment[], settings: Partial<OrderSettings> = {}): string[] {
  return projected(fulfillments, settings).trackings.map((tracking) => tracking.tracking_number);
}
