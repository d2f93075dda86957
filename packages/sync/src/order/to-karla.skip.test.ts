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

  it("as cancelled_before_shipping while its newest state is cancelled and nothing but a plan was made", () => {
    const planned = sampleFulfillment({ status: "planned", parcels: [] });
    expect(outcome(sampleOrder({ cancelledAt }, { fulfillments: [planned] }))).toBe("cancelled_before_shipping");
    expect(outcome(sampleOrder({ cancelledAt: null }, { fulfillments: [planned] }))).toBe("send");
    const reopened = { cancelledAt: null, state: "open" };
    expect(outcome(sampleOrder(reopened), { orderStates: ["open", "cancelled"] })).toBe("send");
  });

  it("not as cancelled_before_shipping where the merchant chose the state `cancelled` by its name", () => {
    const cancelled = sampleOrder({ cancelledAt, state: "cancelled" });
    expect(outcome(cancelled, { orderStates: ["open"] })).toBe("cancelled_before_shipping");
    expect(outcome(cancelled, { orderStates: ["open", "cancelled"] })).toBe("send");
    expect(outcome(cancelled, { orderStates: ["open"], takeCancelledOrders: true })).toBe("order_state_not_chosen");
  });

  it("as order_state_not_chosen in another state than the merchant chose, or in none", () => {
    const orderStates = ["in_progress", "completed"];
    expect(outcome(sampleOrder({ state: "open" }), { orderStates })).toBe("order_state_not_chosen");
    expect(outcome(sampleOrder({ state: null }), { orderStates })).toBe("order_state_not_chosen");
    expect(outcome(sampleOrder({ state: "completed" }), { orderStates })).toBe("send");
    expect(outcome(sampleOrder({ state: "open" }), { orderStates: [] })).toBe("order_state_not_chosen");
    expect(outcome(sampleOrder({ state: "open" }))).toBe("send");
  });

  it("as order_state_not_chosen though a parcel left that is not told", () => {
    const shipped = sampleFulfillment({ state: "shipped" });
    const order = sampleOrder({ state: "open" }, { fulfillments: [shipped] });
    const settings = { orderStates: ["in_progress"], deliveryStates: ["shipped"] };
    const reasons = [
      outcome(order, settings),
      outcome(order, { ...settings, deliveryStates: [] }),
      outcome(order, { ...settings, historicalCutoff: "2026-03-02T10:00:01+01:00" }),
      outcome(sampleOrder({ state: "open" }, { fulfillments: [{ ...shipped, parcels: [] }] }), settings),
    ];
    expect(reasons).toEqual(["send", "order_state_not_chosen", "order_state_not_chosen", "order_state_not_chosen"]);
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
    const snapshot = { test: true, lines: [digital], shippingAddress: null, state: "open" };
    const settings: Partial<OrderSettings> = { orderStates: [] };
    const reasons = [outcome(sampleOrder(snapshot, { cancelledAt }), settings)];
    settings.takeTestOrders = true;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    settings.takeCancelledOrders = true;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    settings.orderStates = null;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    settings.takeOrdersWithNothingToShip = true;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    settings.fallBackToBillingAddress = true;
    reasons.push(outcome(sampleOrder(snapshot, { cancelledAt }), settings));
    expect(reasons).toEqual([
      "test_order",
      "cancelled_before_shipping",
      "order_state_not_chosen",
      "nothing_to_ship",
      "no_address",
      "send",
    ]);
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

  it("with each parcel, also a later one, though its state is cancelled, where that can be taken back", () => {
    expect(outcome(sampleOrder({ cancelledAt }, { fulfillments: [before] }))).toBe("send");
    expect(outcome(sampleOrder({ cancelledAt }, { fulfillments: [after] }))).toBe("send");
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
