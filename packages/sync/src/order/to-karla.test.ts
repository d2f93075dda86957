import { describe, expect, it } from "vitest";
import type { Order, OrderSnapshot } from "./order.ts";
import { defaultSettings, euro, sampleFulfillment, sampleOrder } from "./sample-order.fixture.ts";
import { toKarla } from "./to-karla.ts";

describe("an order for the core", () => {
  it("is the order as the shop shows it, and nothing else", () => {
    expect(sent({}, { fulfillments: [sampleFulfillment()] })).toEqual({
      order: {
        order_number: "1001",
        order_name: "#1001",
        order_placed_at: "2026-03-01T09:00:00Z",
        total_order_price: 44.7,
        shipping_price: 4.9,
        sub_total_price: 39.8,
        discount_price: 0,
        products: [{ title: "Teapot", quantity: 2, price: 19.9, sku: "TEA-1", product_id: "501", variant_id: "601" }],
        discounts: [],
        email_id: "ada@example.com",
        address: {
          address_line_1: "Musterweg 1",
          street: "Musterweg 1",
          city: "Berlin",
          country: "Germany",
          country_code: "DE",
          name: "Ada Beispiel",
          zip_code: "10115",
        },
        currency: "EUR",
        segments: [],
        external_id: "9007199254740993",
        order_analytics: { note_attributes: [] },
      },
      trackings: [
        {
          tracking_number: "00340434161094042557",
          tracking_url: "https://example.com/track/00340434161094042557",
          tracking_placed_at: "2026-03-02T09:00:00Z",
          carrier_reference: "dhl",
          external_shipment_id: "701",
          products: [{ title: "Teapot", quantity: 2, price: 19.9, sku: "TEA-1", product_id: "501", variant_id: "601" }],
        },
      ],
    });
  });

  it("keeps the digits of every amount", () => {
    const text = JSON.stringify(
      project({ total: euro("398.00"), subtotal: euro("0.10"), shipping: euro("90071992547409931.000") }),
    );
    expect(text).toContain('"total_order_price":398.00,"shipping_price":90071992547409931.000,"sub_total_price":0.10');
  });

  it("is in the shop's currency where the customer paid in another", () => {
    const total = { shop: "44.70", presentment: "48.12" };
    expect(sent({ total, presentmentCurrency: "CHF" }).order).toMatchObject({
      currency: "EUR",
      total_order_price: 44.7,
    });
  });

  it("gives a discount as a positive amount, whatever sign the platform has", () => {
    const discounts = [
      { code: "TEA10", title: null, amount: "-10.0", type: "percentage" },
      { code: "FREE", title: null, amount: null, type: null },
      { code: null, title: "Summer sale", amount: "5.00", type: "fixed_amount" },
      { code: "", title: "By hand", amount: "5.00", type: "fixed_amount" },
    ];
    const { order } = sent({ discounts, discount: euro("-15.00") });
    expect(order).toMatchObject({ discount_price: 15 });
    expect(order).toHaveProperty("discounts", [
      { code: "TEA10", amount: "10.0", type: "percentage" },
      { code: "FREE" },
    ]);
  });

  it.each([
    { email: "a@example.com", account: "b@example.com", expected: "a@example.com" },
    { email: null, account: "b@example.com", expected: "b@example.com" },
    { email: "", account: "b@example.com", expected: "b@example.com" },
    { email: "", account: null, expected: undefined },
    { email: null, account: "", expected: undefined },
  ])("takes the order's e-mail, else the customer's: $email, $account", ({ email, account, expected }) => {
    expect(sent({ email, customer: customer({ email: account }) }).order.email_id).toBe(expected);
  });

  it("names the customer by the shop's id, and a guest not at all", () => {
    expect(sent({ customer: customer({ id: "820982911946154508" }) }).order.external_customer_id).toBe(
      "820982911946154508",
    );
    expect(sent({ customer: customer({ id: null }) }).order).not.toHaveProperty("external_customer_id");
    expect(sent({ customer: null }).order).not.toHaveProperty("external_customer_id");
  });

  it("makes a segment of each tag, the order's before the customer's, each once", () => {
    const tagged = { tags: ["gift", "b2b", ""], customer: customer({ tags: ["vip", "gift"] }) };
    expect(sent(tagged).order.segments).toEqual(["Shopify.tag.gift", "Shopify.tag.b2b", "Shopify.tag.vip"]);
    expect(toKarla(sampleOrder(tagged), { settings: defaultSettings, segmentPrefix: "Shopware" })).toMatchObject({
      order: { segments: ["Shopware.tag.gift", "Shopware.tag.b2b", "Shopware.tag.vip"] },
    });
    const segments = [
      { kind: "customer_group", value: "Trade" },
      { kind: "sales_channel", value: " " },
    ];
    expect(sent({ ...tagged, segments }).order.segments).toEqual([
      "Shopify.tag.gift",
      "Shopify.tag.b2b",
      "Shopify.tag.vip",
      "Shopify.customer_group.Trade",
    ]);
  });

  it("has its attribution inside the order, and its note attributes even when there are none left", () => {
    const attribution = {
      landingSite: "/?ref=k1",
      landingSiteRef: "k1",
      referringSite: "https://example.com",
      utm: { source: "x" },
      affiliateCode: "partner-7",
      campaignCode: "summer",
    };
    const noteAttributes = [{ name: "gift", value: "" }];
    const projection = sent({ attribution, noteAttributes });
    expect(projection.order.order_analytics).toEqual({
      note_attributes: noteAttributes,
      affiliate_code: "partner-7",
      campaign_code: "summer",
      landing_site: "/?ref=k1",
      landing_site_ref: "k1",
    });
    expect(projection).not.toHaveProperty("order_analytics");
    expect(sent({}).order.order_analytics).toEqual({ note_attributes: [] });
  });

  it("announces the number of shipments only where there are several", () => {
    const parcel = (trackingNumber: string) => ({ trackingNumber, trackingUrl: null });
    const one = sampleFulfillment({ parcels: [parcel("A")] });
    const two = sampleFulfillment({ parcels: [parcel("A"), parcel("B")] });
    expect(sent({}).order).not.toHaveProperty("expected_number_of_shipments");
    expect(sent({}, { fulfillments: [one] }).order).not.toHaveProperty("expected_number_of_shipments");
    expect(sent({}, { fulfillments: [two] }).order.expected_number_of_shipments).toBe(2);
  });

  it("has a date the core can read, one text however the platform wrote it", () => {
    for (const placedAt of ["2026-03-01T10:00:00+01:00", "2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000+00:00"]) {
      expect(sent({ placedAt }).order.order_placed_at).toBe("2026-03-01T09:00:00Z");
    }
    expect(sent({ placedAt: "2008-01-10T11:00:00.5-05:00" }).order.order_placed_at).toBe("2008-01-10T16:00:00.5Z");
    expect(sent({ placedAt: "2020-02-02 01:02:03.040" }).order.order_placed_at).toBe("2020-02-02T01:02:03.04Z");
    expect(sent({ placedAt: "2020-02-02T01:02:60+01:00" }).order.order_placed_at).toBe("2020-02-02T00:03:00Z");
    expect(sent({ placedAt: "2026-03-01T09:00:00.0123456789Z" }).order.order_placed_at).toBe(
      "2026-03-01T09:00:00.012345678Z",
    );
    expect(sent({ placedAt: "long ago" }).order).not.toHaveProperty("order_placed_at");
  });
});

function project(snapshot: Partial<OrderSnapshot>, order: Partial<Order> = {}) {
  const projection = toKarla(sampleOrder(snapshot, order), { settings: defaultSettings, segmentPrefix: "Shopify" });
  if (projection.outcome === "skip") throw new Error(`skipped: ${projection.reason}`);
  return projection;
}

/** As it reads on the wire. */
function sent(snapshot: Partial<OrderSnapshot>, order: Partial<Order> = {}) {
  const { outcome, ...rest } = project(snapshot, order);
  const parsed: typeof rest = JSON.parse(JSON.stringify(rest));
  return parsed;
}

function customer(changes: Partial<NonNullable<OrderSnapshot["customer"]>>): OrderSnapshot["customer"] {
  return { id: "1", email: null, firstName: null, lastName: null, phone: null, tags: [], ...changes };
}
