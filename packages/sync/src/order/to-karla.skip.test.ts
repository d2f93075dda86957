import { describe, expect, it } from "vitest";
import { type Order, unknownOrder } from "./order.ts";
import { sampleAddress, sampleFulfillment, sampleLine, sampleOrder } from "./sample-order.fixture.ts";
import { OrderSettings } from "./settings.ts";
import { toKarla } from "./to-karla.ts";

const cancelledAt = "2026-03-02T12:00:00+02:00";
const before = sampleFulfillment({ createdAt: "2026-03-02T09:59:59Z" });
const atTheSameMoment = sampleFulfillment({ createdAt: "2026-03-02T10:00:00Z" });
const after = sampleFulfillment({ createdAt: "2026-03-02T11:30:00+01:00" });
const digital = sampleLine({ requiresShipping: false });

describe("an order is skipped", () => {
  it("as awaiting_order until the order itself is known", () => {
    const order = { ...unknownOrder("1"), fulfillments: [sampleFulfillment()], cancelledAt };
    expect(outcome(order)).toBe("awaiting_order");
  });

  it("as redacted once its data had to be erased", () => {
    const options = { settings: OrderSettings.parse({}), segmentPrefix: "Shopify", redacted: true } as const;
    expect(toKarla(sampleOrder(), options)).toEqual({ outcome: "skip", reason: "redacted" });
  });

  it("as test_order, unless the merchant takes those", () => {
    expect(outcome(sampleOrder({ test: true }))).toBe("test_order");
    expect(outcome(sampleOrder({ test: true }), { takeTestOrders: true })).toBe("send");
  });

  it("as cancelled_before_shipping, unless the merchant takes those", () => {
    expect(outcome(sampleOrder({}, { cancelledAt }))).toBe("cancelled_before_shipping");
    expect(outcome(sampleOrder({}, { cancelledAt }), { takeCancelledOrders: true })).toBe("send");
  });

  it.each([
    ["after it was cancelled", after],
    ["in the moment it was cancelled", atTheSameMoment],
  ])("as cancelled_before_shipping where a fulfillment was made %s", (_, fulfillment) => {
    expect(outcome(sampleOrder({}, { cancelledAt, fulfillments: [fulfillment] }))).toBe("cancelled_before_shipping");
  });

  it("as nothing_to_ship where no line needs shipping, unless the merchant takes those", () => {
    expect(outcome(sampleOrder({ lines: [digital, { ...digital, id: "12" }] }))).toBe("nothing_to_ship");
    expect(outcome(sampleOrder({ lines: [digital] }), { takeOrdersWithNothingToShip: true })).toBe("send");
  });

  it("as no_address without a shipping address, unless the merchant falls back to the billing one", () => {
    expect(outcome(sampleOrder({ shippingAddress: null }))).toBe("no_address");
    expect(outcome(sampleOrder({ shippingAddress: null }), { fallBackToBillingAddress: true })).toBe("send");
    const none = sampleOrder({ shippingAddress: null, billingAddress: null });
    expect(outcome(none, { fallBackToBillingAddress: true })).toBe("no_address");
    expect(outcome(none, { zipCodeWhereMissing: "00000" })).toBe("no_address");
  });

  it.each([null, "", "  "])("as no_zip with the zip code %j, unless the merchant gives one", (zip) => {
    const order = sampleOrder({ shippingAddress: sampleAddress({ zip }) });
    expect(outcome(order)).toBe("no_zip");
    expect(outcome(order, { fallBackToBillingAddress: true })).toBe("no_zip");
    expect(outcome(order, { zipCodeWhereMissing: "00000" })).toBe("send");
  });

  it("with the first reason that holds", () => {
    const snapshot = { test: true, lines: [digital], shippingAddress: null };
    const settings: Partial<OrderSettings> = {};
    const reasons = [outcome(sampleOrder(snapshot, { cancelledAt }), settings)];
    settings.takeTestOrders = true;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    settings.takeCancelledOrders = true;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    settings.takeOrdersWithNothingToShip = true;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    settings.fallBackToBillingAddress = true;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    expect(reasons).toEqual(["test_order", "cancelled_before_shipping", "nothing_to_ship", "no_address", "send"]);
  });
});

describe("an order is sent", () => {
  it("though it was cancelled, where something was on its way before", () => {
    expect(outcome(sampleOrder({}, { cancelledAt, fulfillments: [before] }))).toBe("send");
    const withoutNumber = { ...before, parcels: [] };
    expect(outcome(sampleOrder({}, { cancelledAt, fulfillments: [withoutNumber] }))).toBe("send");
    const takenBack = { ...before, status: "cancelled" as const };
    expect(outcome(sampleOrder({}, { cancelledAt, fulfillments: [takenBack] }))).toBe("send");
  });

  it("though no line needs shipping, where a parcel left all the same", () => {
    expect(outcome(sampleOrder({ lines: [digital] }, { fulfillments: [before] }))).toBe("send");
    expect(outcome(sampleOrder({ lines: [digital] }, { fulfillments: [{ ...before, parcels: [] }] }))).toBe(
      "nothing_to_ship",
    );
  });

  it("though it has no lines, or only one of them needs shipping", () => {
    expect(outcome(sampleOrder({ lines: [] }))).toBe("send");
    expect(outcome(sampleOrder({ lines: [digital, sampleLine({ id: "12" })] }))).toBe("send");
  });
});

function outcome(order: Order, settings: Partial<OrderSettings> = {}): string {
  const projection = toKarla(order, {
    settings: { ...OrderSettings.parse({}), ...settings },
    segmentPrefix: "Shopify",
  });
  return projection.outcome === "skip" ? projection.reason : projection.outcome;
}
