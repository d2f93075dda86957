import { describe, expect, test } from "vitest";
import { factsOf, snapshotOf } from "../../test/fixtures/shopify/normalised.ts";
import {
  addressBody,
  fulfillmentBody,
  lineBody,
  moneySet,
  orderBody,
  refundBody,
  shippingLineBody,
} from "../../test/fixtures/shopify/order-body.ts";

describe("what is missing has a stand-in", () => {
  test("number: order_number, else the name without its sign, else number, else the id", () => {
    const number = (overrides: Record<string, unknown>) => snapshotOf(orderBody(overrides)).number;
    expect(number({})).toBe("1001");
    expect(number({ order_number: null })).toBe("1001");
    expect(number({ order_number: undefined, name: "#EN1001-A" })).toBe("EN1001-A");
    expect(number({ order_number: null, name: null, number: 7 })).toBe("7");
    expect(number({ order_number: null, name: "#", number: null })).toBe("6000000000001");
  });

  test("dates: one of the others, else the trigger time, else the beginning", () => {
    const dates = (created: unknown, processed: unknown, updated: unknown, header?: string) => {
      const body = orderBody({ created_at: created, processed_at: processed, updated_at: updated });
      const { placedAt, observedAt } = snapshotOf(
        body,
        header === undefined ? {} : { "x-shopify-triggered-at": header },
      );
      return [placedAt, observedAt];
    };
    const [one, two, three] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"];
    expect(dates(one, two, three)).toEqual([two, three]);
    expect(dates(one, null, null)).toEqual([one, one]);
    expect(dates("never", "", three)).toEqual([three, three]);
    expect(dates(null, null, null, two)).toEqual([two, two]);
    expect(dates(null, 1, {})).toEqual(["1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"]);
  });

  test("a cancellation whose date cannot be read is still one", () => {
    const at = (cancelled: unknown) => factsOf("orders/cancelled", orderBody({ cancelled_at: cancelled })).cancelledAt;
    expect(at("yesterday")).toBe("2026-11-02T09:14:08+01:00");
    expect([at(null), at(""), at(undefined)]).toEqual([null, null, null]);
  });

  test("ids of what has none are made of the order's", () => {
    const anonymous = { id: null, admin_graphql_api_id: null };
    const body = orderBody({
      line_items: [lineBody(anonymous), lineBody(anonymous)],
      fulfillments: [fulfillmentBody(anonymous), fulfillmentBody({ ...anonymous, name: null })],
      refunds: [refundBody(anonymous)],
    });
    const facts = factsOf("orders/updated", body);
    expect(facts.snapshot?.lines.map(({ id }) => id)).toEqual(["line-1", "line-2"]);
    expect(facts.fulfillments.map(({ id }) => id)).toEqual(["#1001.1", "6000000000001.2"]);
    expect(facts.refunds.map(({ id }) => id)).toEqual(["6000000000001.refund-1"]);
  });
});

describe("lines", () => {
  const line = (overrides: Record<string, unknown>) =>
    snapshotOf(orderBody({ line_items: [lineBody(overrides)] })).lines[0];

  test("a line is whole", () => {
    expect(line({ total_discount: "1.00", properties: [{ name: "text", value: "A" }] })).toEqual({
      id: "14000000000001",
      title: "Tea pot",
      variantTitle: "blue",
      sku: "POT-BLUE",
      productId: "8000000000001",
      variantId: "44000000000001",
      quantity: 2,
      currentQuantity: 2,
      price: { shop: "24.90", presentment: null },
      totalDiscount: { shop: "1.00", presentment: null },
      requiresShipping: true,
      giftCard: false,
      grams: 250,
      vendor: "Muster Keramik",
      taxLines: [{ title: "DE MwSt", price: "7.95", rate: "0.19" }],
      duties: null,
      properties: [{ name: "text", value: "A" }],
    });
  });

  test.each([
    ["3", 3],
    [1.5, 1],
    [-2, 0],
    [0, 0],
    [1e12, 1_000_000_000],
    ["many", 2],
    [null, 2],
  ])("quantity %j is %d", (quantity, expected) => {
    expect(line({ quantity })?.quantity).toBe(expected);
  });

  test("a custom line has no product, variant or SKU; a gift card needs no shipping", () => {
    const custom = { product_id: null, variant_id: null, sku: "", gift_card: true, requires_shipping: null };
    expect(line(custom)).toMatchObject({
      productId: null,
      variantId: null,
      sku: null,
      giftCard: true,
      requiresShipping: false,
    });
  });

  test("duties are added up, of the line and of the order", () => {
    const duties = [moneySet("1.25"), moneySet("0.5")];
    expect(line({ duties })?.duties).toEqual({ shop: "1.75", presentment: null });
    const order = orderBody({
      original_total_duties_set: moneySet("1.75"),
      current_total_duties_set: moneySet("0.00"),
    });
    expect(snapshotOf(order).duties?.shop).toBe("1.75");
  });

  test("ten thousand lines are ten thousand lines", () => {
    const lines = Array.from({ length: 10_000 }, (_, id) => ({ id, price: "1.00", quantity: 1 }));
    expect(snapshotOf(orderBody({ line_items: lines })).lines).toHaveLength(10_000);
  });
});

test("discounts: codes with their amount, others with what the lines and shipping say was taken off", () => {
  const share = (amount: string, index: number) => ({
    amount,
    amount_set: moneySet(amount),
    discount_application_index: index,
  });
  const body = orderBody({
    discount_codes: [{ code: "TEN", amount: "-10.00", type: "fixed_amount" }],
    discount_applications: [
      { type: "discount_code", code: "TEN", value: "10.0", value_type: "fixed_amount" },
      { type: "automatic", title: "Autumn", value: "5.0", value_type: "percentage" },
      { type: "manual", description: "Sorry", value: "3.00", value_type: "fixed_amount" },
      { type: "script", title: "Free", value: "100.0", value_type: "percentage" },
    ],
    line_items: [lineBody({ discount_allocations: [share("10.00", 0), share("1.20", 1)] })],
    shipping_lines: [shippingLineBody({ discount_allocations: [share("0.3", 1)] })],
  });
  expect(snapshotOf(body).discounts).toEqual([
    { code: "TEN", title: null, amount: "10.00", type: "fixed_amount" },
    { code: null, title: "Autumn", amount: "1.50", type: "percentage" },
    { code: null, title: "Sorry", amount: "3.00", type: "fixed_amount" },
    { code: null, title: "Free", amount: null, type: "percentage" },
  ]);
});

describe("people and places", () => {
  test("an address is whole, its country code normalised, its zip a text", () => {
    const address = addressBody({ name: null, country_code: "de", zip: "01234", company: "Muster GmbH" });
    expect(snapshotOf(orderBody({ shipping_address: address })).shippingAddress).toEqual({
      name: "Ada Muster",
      company: "Muster GmbH",
      line1: "Musterweg 5",
      line2: "Hinterhaus",
      zip: "01234",
      city: "Musterstadt",
      province: null,
      provinceCode: null,
      country: "Germany",
      countryCode: "DE",
      phone: "+49 30 0000000",
    });
    const odd = snapshotOf(orderBody({ shipping_address: { zip: 1234, country_code: "DEU" } })).shippingAddress;
    expect(odd).toMatchObject({ zip: "1234", countryCode: null });
  });

  test("an empty address or customer is none", () => {
    expect(snapshotOf(orderBody({ shipping_address: {}, billing_address: { zip: null }, customer: {} }))).toMatchObject(
      {
        shippingAddress: null,
        billingAddress: null,
        customer: null,
      },
    );
  });

  test("the customer's digits come from the global id", () => {
    const customer = { id: 1, admin_graphql_api_id: "gid://shopify/Customer/115310627314723954", email: "" };
    expect(snapshotOf(orderBody({ customer })).customer).toMatchObject({ id: "115310627314723954", email: null });
  });

  test("tags come as a text or a list, trimmed, each once", () => {
    expect(snapshotOf(orderBody({ tags: " b, a,,b , " })).tags).toEqual(["b", "a"]);
    expect(snapshotOf(orderBody({ tags: ["x", " x", null, 1] })).tags).toEqual(["x", "1"]);
  });
});

describe("delivery method", () => {
  const method = (overrides: Record<string, unknown>) => snapshotOf(orderBody(overrides)).deliveryMethod;
  const via = (fields: Record<string, unknown>) => ({ shipping_lines: [shippingLineBody(fields)] });

  test.each([
    ["shipping", {}],
    ["none", { line_items: [lineBody({ requires_shipping: false })], shipping_address: null }],
    ["local", via({ code: "Local Delivery", title: "Local delivery" })],
    ["pickup", { ...via({ code: "Shop Musterstadt", title: "Shop Musterstadt" }), shipping_address: null }],
    ["pickup", { ...via({ title: "Abholung im Laden" }), shipping_address: undefined }],
    ["pickup", { source_name: "pos", shipping_lines: [], shipping_address: null }],
    ["shipping", via({ title: "DHL Pickup Point" })],
    ["unknown", { shipping_lines: [], shipping_address: null }],
    ["unknown", { shipping_address: undefined }],
  ])("%s", (expected, overrides) => {
    expect(method(overrides)).toBe(expected);
  });
});
