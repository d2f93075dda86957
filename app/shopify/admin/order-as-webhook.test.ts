import { objectOf } from "@karla/sync/json-fields";
import { readJson } from "@karla/sync/read-json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseOrder } from "../normalise-order.ts";
import { orderAsWebhook } from "./order-as-webhook.ts";

const SHOP = "some-shop.myshopify.com";
const bag = (amount: string, currencyCode = "EUR") => ({
  shopMoney: { amount, currencyCode },
  presentmentMoney: { amount, currencyCode },
});

/** The facts of an answer that has these fields. */
function snapshotOf(fields: object) {
  const answer = {
    id: "gid://shopify/Order/1",
    currencyCode: "EUR",
    presentmentCurrencyCode: "EUR",
    updatedAt: "2026-11-24T00:00:00Z",
    totalPriceSet: bag("0.0"),
    ...fields,
  };
  const read = readJson(Buffer.from(JSON.stringify(answer)));
  const order = read.outcome === "value" ? objectOf(read.value) : null;
  if (order === null) throw new Error("unreadable");
  const facts = normaliseOrder("1", orderAsWebhook(order, SHOP), { triggeredAt: "", print: () => "" });
  if (facts.snapshot === null) throw new Error("no snapshot");
  return { ...facts.snapshot, fulfillments: facts.fulfillments, refunds: facts.refunds };
}

const line = (fields: object) => ({
  id: "gid://shopify/LineItem/5",
  title: "Cup",
  quantity: 1,
  originalUnitPriceSet: bag("10.0"),
  ...fields,
});

describe("an amount", () => {
  test.each([
    ["20.0", "EUR", "20.00"],
    ["404.95", "EUR", "404.95"],
    ["404.0", "JPY", "404"],
    ["1.5", "KWD", "1.500"],
    ["0.125", "EUR", "0.125"],
    ["-3.0", "USD", "-3.00"],
    ["7", "EUR", "7.00"],
  ])("%s %s is the webhook's %s", (amount, currencyCode, written) => {
    expect(snapshotOf({ currencyCode, totalPriceSet: bag(amount, currencyCode) }).total.shop).toBe(written);
  });

  test("is never another amount for being written another way", () => {
    const digits = fc.stringMatching(/^(0|[1-9]\d{0,15})(\.\d{1,6})?$/);
    fc.assert(
      fc.property(digits, fc.constantFrom("EUR", "JPY", "KWD", "CLF"), (amount, currencyCode) => {
        const written = snapshotOf({ currencyCode, totalPriceSet: bag(amount, currencyCode) }).total.shop;
        const plain = (text: string) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
        expect(plain(written)).toBe(plain(amount));
      }),
    );
  });
});

describe("a discount", () => {
  const application = (index: number, __typename: string, fields: object) => ({
    index,
    __typename,
    targetType: "LINE_ITEM",
    value: { __typename: "PricingPercentageValue", percentage: 10 },
    ...fields,
  });
  const share = (index: number, amount: string) => ({
    allocatedAmountSet: { shopMoney: { amount, currencyCode: "EUR" } },
    discountApplication: { index },
  });

  test("of each kind has what it took off all lines, by its place in the list", () => {
    const { discounts } = snapshotOf({
      discountApplications: [
        application(1, "AutomaticDiscountApplication", { title: "Autumn" }),
        application(0, "DiscountCodeApplication", { code: "TEN" }),
        application(2, "ManualDiscountApplication", {
          title: "Sorry",
          value: { __typename: "MoneyV2", amount: "5.0", currencyCode: "EUR" },
        }),
        application(3, "DiscountCodeApplication", { code: "FREE", targetType: "SHIPPING_LINE" }),
      ],
      lineItems: [
        line({ discountAllocations: [share(0, "1.0"), share(1, "0.5")] }),
        line({ id: "gid://shopify/LineItem/6", discountAllocations: [share(0, "0.25")] }),
      ],
      shippingLines: [{ title: "Post", originalPriceSet: bag("4.9"), discountAllocations: [share(3, "4.9")] }],
    });
    expect(discounts).toEqual([
      { code: "TEN", title: null, amount: "1.25", type: "percentage" },
      { code: "FREE", title: null, amount: "4.90", type: "shipping" },
      { code: null, title: "Autumn", amount: "0.50", type: "percentage" },
      { code: null, title: "Sorry", amount: "5.00", type: "fixed_amount" },
    ]);
  });
});

describe("the state of an order", () => {
  test.each([
    ["FULFILLED", "fulfilled", []],
    ["PARTIALLY_FULFILLED", "partial", []],
    ["UNFULFILLED", null, []],
    ["ON_HOLD", null, []],
    ["ON_HOLD", "partial", ["SUCCESS"]],
    ["IN_PROGRESS", null, ["CANCELLED"]],
    ["FULFILLMENT_NOT_REQUIRED", null, []],
    ["RESTOCKED", "restocked", []],
  ])("displayed as %s is %s", (displayFulfillmentStatus, word, fulfillments) => {
    const parts = fulfillments.map((status, at) => ({ id: `gid://shopify/Fulfillment/${at + 1}`, status }));
    expect(snapshotOf({ displayFulfillmentStatus, fulfillments: parts }).fulfillmentStatus).toBe(word);
  });

  test("of its payment is the webhook's word", () => {
    expect(snapshotOf({ displayFinancialStatus: "PARTIALLY_REFUNDED" }).financialStatus).toBe("partially_refunded");
    expect(snapshotOf({ displayFinancialStatus: null }).financialStatus).toBeNull();
  });
});

test.each([
  [{ unit: "KILOGRAMS", value: 1.25 }, 1250],
  [{ unit: "POUNDS", value: 1 }, 454],
  [{ unit: "OUNCES", value: 2 }, 57],
  [null, null],
])("a line that weighs %j has %s grams", (weight, grams) => {
  expect(snapshotOf({ lineItems: [line({ weight })] }).lines[0]?.grams).toBe(grams);
});

test.each([
  [`https://${SHOP}/products/cup?ref=mail`, "/products/cup?ref=mail", "mail"],
  [`https://${SHOP}`, "/", null],
  [`https://${SHOP}.example.com/?ref=x`, `https://${SHOP}.example.com/?ref=x`, "x"],
  ["https://shop.example.com/?ref=x", "https://shop.example.com/?ref=x", "x"],
])("the landing page %s is %s", (landingPage, landingSite, landingSiteRef) => {
  const { attribution } = snapshotOf({ customerJourneySummary: { lastVisit: { landingPage } } });
  expect(attribution).toMatchObject({ landingSite, landingSiteRef });
});

test("a customer who buys for themselves is no company", () => {
  expect(snapshotOf({ purchasingEntity: { __typename: "Customer" } }).company).toBeNull();
});

test("numbers and links are paired as those of a webhook, not as they lie beside each other", () => {
  const trackingInfo = [
    { company: "DHL", number: "AAA1", url: "https://track.example.com/BBB2" },
    { company: "DHL", number: "BBB2", url: "https://track.example.com/AAA1" },
  ];
  const fulfillments = [{ id: "gid://shopify/Fulfillment/9", status: "SUCCESS", trackingInfo }];
  expect(snapshotOf({ fulfillments }).fulfillments[0]).toMatchObject({
    carrier: "DHL",
    parcels: [
      { trackingNumber: "AAA1", trackingUrl: "https://track.example.com/AAA1" },
      { trackingNumber: "BBB2", trackingUrl: "https://track.example.com/BBB2" },
    ],
  });
});
