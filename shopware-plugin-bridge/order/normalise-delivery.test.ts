import { describe, expect, it, test } from "vitest";
import { aDelivery, aLine, aPromotion, calculated, factsOf, type Json, READ_AT } from "./a-shopware-order.fixture.ts";

describe("a delivery", () => {
  it("with a number is a fulfillment with a parcel and its products", () => {
    const shipped = aDelivery({
      updatedAt: "2026-11-24T09:00:00.500+00:00",
      trackingCodes: ["00340434161094042557"],
      stateMachineState: { technicalName: "shipped" },
    });
    expect(factsOf({ deliveries: [shipped] }).fulfillments).toEqual([
      {
        id: "d1",
        observedAt: "2026-11-24T09:00:00.500+00:00",
        triggeredAt: READ_AT,
        createdAt: "2026-11-24T09:00:00.500+00:00",
        status: "success",
        state: "shipped",
        carrier: "DHL Paket",
        parcels: [{ trackingNumber: "00340434161094042557", trackingUrl: null }],
        lines: [
          {
            lineId: "l1",
            title: "Teapot",
            sku: "TEA-1",
            productId: "p1",
            variantId: "p1",
            quantity: 2,
            price: "19.90",
          },
        ],
      },
    ]);
  });

  it.each([
    { state: "open", codes: [], status: "planned" },
    { state: "open", codes: ["A"], status: "open" },
    { state: "shipped", codes: [], status: "success" },
    { state: "shipped", codes: ["A"], status: "success" },
    { state: "shipped_partially", codes: ["A"], status: "success" },
    { state: "returned", codes: ["A"], status: "success" },
    { state: "returned_partially", codes: ["A"], status: "success" },
    { state: "cancelled", codes: ["A"], status: "cancelled" },
    { state: "cancelled", codes: [], status: "planned" },
    { state: "handed_over", codes: ["A"], status: "unknown" },
    { state: "handed_over", codes: [], status: "planned" },
  ])("in state $state with the codes $codes is $status", ({ state, codes, status }) => {
    const delivery = aDelivery({ trackingCodes: codes, stateMachineState: { technicalName: state } });
    expect(onlyOne({ deliveries: [delivery] })).toMatchObject({ status, state });
  });

  it("was made when it last changed, else when it came to be, else with the order", () => {
    const madeAt = (changes: Json) => onlyOne({ deliveries: [aDelivery(changes)] })?.createdAt;
    expect(madeAt({ updatedAt: "2026-11-24T09:00:00.500+00:00" })).toBe("2026-11-24T09:00:00.500+00:00");
    expect(madeAt({})).toBe("2026-11-23T08:00:00.003+00:00");
    expect(madeAt({ createdAt: null })).toBe("2026-11-23T08:00:00.000+00:00");
  });

  it.each([
    { codes: [" A1 ", "A1", "", "  ", "B2"], numbers: ["A1", "B2"] },
    { codes: { "0": "A1", "3": "B2" }, numbers: ["A1", "B2"] },
    { codes: [340434161094, null, ["x"]], numbers: ["340434161094"] },
    { codes: null, numbers: [] },
    { codes: "A1", numbers: [] },
  ])("has one parcel for each of its codes, trimmed and once: $codes", ({ codes, numbers }) => {
    const parcels = onlyOne({ deliveries: [aDelivery({ trackingCodes: codes })] })?.parcels;
    expect(parcels?.map(({ trackingNumber }) => trackingNumber)).toEqual(numbers);
  });

  it.each([
    ["https://track.example.com/?n=%s", "https://track.example.com/?n=A%201%26b"],
    ["https://track.example.com/%s/%s", "https://track.example.com/A%201%26b/A%201%26b"],
    ["https://track.example.com/", "https://track.example.com/"],
    ["javascript:alert('%s')", null],
    ["track.example.com/%s", null],
    [null, null],
  ])("puts the code into the link of its shipping method: %s", (trackingUrl, expected) => {
    const delivery = aDelivery({ trackingCodes: ["A 1&b"], shippingMethod: { name: "DHL", trackingUrl } });
    expect(onlyOne({ deliveries: [delivery] })?.parcels).toEqual([{ trackingNumber: "A 1&b", trackingUrl: expected }]);
  });

  it("holds products alone: no promotion, no deposit, and no position of a line that is gone", () => {
    const lineItems = [aLine(), aPromotion(), aLine({ id: "l2", type: "deposit" })];
    const positions = [
      { orderLineItemId: "l1", quantity: 1 },
      { orderLineItemId: "l9", quantity: 1 },
      { orderLineItemId: "l2", quantity: 2 },
      { orderLineItemId: "gone", quantity: 1 },
      { quantity: 1 },
    ];
    const { fulfillments } = factsOf(
      { lineItems, deliveries: [aDelivery({ positions })] },
      { depositLineType: "deposit" },
    );
    expect(fulfillments[0]?.lines).toMatchObject([{ lineId: "l1", quantity: 1 }]);
  });
});

test("a discount on the shipping costs is no delivery, until somebody notes a code on it", () => {
  const discount = (trackingCodes: string[]) => aDelivery({ id: "d2", shippingCosts: calculated(-4.9), trackingCodes });
  const ids = (codes: string[]) =>
    factsOf({ deliveries: [discount(codes), aDelivery()] }).fulfillments.map(({ id }) => id);
  expect(ids([])).toEqual(["d1"]);
  expect(ids(["A1"])).toEqual(["d1", "d2"]);
});

test("an order of downloads has no delivery", () => {
  expect(factsOf({ deliveries: [] }).fulfillments).toEqual([]);
});

function onlyOne(changes: Json) {
  const { fulfillments } = factsOf(changes);
  expect(fulfillments).toHaveLength(1);
  return fulfillments[0];
}
