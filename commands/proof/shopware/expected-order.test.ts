import { hexId } from "@karla/sandbox/hex-id";
import { describe, expect, it } from "vitest";
import { compareOrder } from "../compare-order.ts";
import { rightAnswer } from "../right-answer.ts";
import { AT, aFulfillment, aLine, anOrder, lived } from "./a-booked-order.fixture.ts";
import { expectedShopwareOrder } from "./expected-order.ts";
import { type ShopwareEntry, shopwareEntry } from "./shopware-books.ts";

function held(entry: ShopwareEntry) {
  const expectation = expectedShopwareOrder(entry);
  if (expectation.outcome === "skipped") throw new Error(`skipped: ${expectation.reason}`);
  return expectation.order;
}

const SHIPPED = { fulfillments: [aFulfillment()] };

describe("what the core must hold of an order of a Shopware shop", () => {
  it("is what the shop has of it: ids, amounts, lines with taxes and pictures, address, segments, codes of the link", () => {
    expect(held(lived({}))).toMatchObject({
      external_id: hexId("order", "9001"),
      order_number: "1001",
      order_name: "1001",
      order_placed_at: new Date(AT - 60_000).toISOString(),
      total_order_price: "34.60",
      sub_total_price: "29.70",
      shipping_price: "4.90",
      discount_price: "0.00",
      currency: "EUR",
      email_id: "mia@example.com",
      external_customer_id: hexId("customer", "62"),
      address: {
        address_line_1: "Am Ring 1",
        street: "Am Ring 1, Top 3",
        country: "Österreich",
        country_code: "AT",
        province: "Styria",
        province_code: "AT-6",
        zip_code: "8010",
        name: "Mia Berg",
      },
      products: [
        {
          title: "Cup",
          quantity: 2,
          price: "11.90",
          sku: "CUP-B",
          product_id: hexId("product", "21"),
          variant_id: hexId("product", "variant:31"),
          picture: { src: "https://cdn.example.com/cup.jpg", alt: "A blue cup" },
          tax_lines: [{ title: null, price: "3.80", rate: "0.1900", currency: "EUR" }],
        },
        {
          title: "Tea",
          quantity: 1,
          sku: "SW32",
          product_id: hexId("product", "variant:32"),
          variant_id: hexId("product", "variant:32"),
          picture: null,
        },
      ],
      segments: [
        "Shopware.tag.VIP",
        "Shopware.tag.Stammkunde",
        "Shopware.customer_group.Standard-Kundengruppe",
        "Shopware.sales_channel.Storefront",
      ],
      order_analytics: { note_attributes: [], affiliate_code: "top", campaign_code: "autumn", landing_site: null },
      trackings: [],
    });
  });

  it("is nothing of a till's order, which no Shopware shop can have sold", () => {
    expect(shopwareEntry([anOrder({ billingAddress: null })])).toBeNull();
  });

  it("names a guest's address for mail, and no customer", () => {
    const guest = held(lived({ customer: null, email: null }));
    expect(guest).toMatchObject({ email_id: "guest-1001@example.com", external_customer_id: null });
    expect(guest.segments).not.toContain("Shopware.tag.Stammkunde");
  });

  it("puts buyers of companies into their group, and orders by telephone into their channel", () => {
    const { segments } = held(lived({ company: { id: "1", locationId: "2" }, channel: "shopify_draft_order" }));
    expect(segments).toEqual(
      expect.arrayContaining(["Shopware.customer_group.Händler", "Shopware.sales_channel.Telefonbestellung"]),
    );
  });

  it("leaves a line without a product out of products and subtotal, not out of the total", () => {
    const custom = aLine({ id: "13", productId: null, variantId: null, price: 1000, ordered: 1, tax: null });
    const order = held(lived({ lines: [aLine(), custom] }));
    expect(order.products).toHaveLength(1);
    expect(order).toMatchObject({ sub_total_price: "23.80", total_order_price: "38.70" });
  });

  it("takes discounts as positive amounts, one on shipping as nothing", () => {
    const discount = { code: "TEN", amount: 238, type: "percentage" as const };
    const line = aLine({ discount: 238, tax: { title: "MwSt.", rate: "0.19", amount: 342 } });
    expect(held(lived({ lines: [line], discountCodes: [discount] }))).toMatchObject({
      discounts: [{ code: "TEN", amount: "2.38", type: "percentage" }],
      discount_price: "2.38",
      sub_total_price: "23.80",
      total_order_price: "26.32",
    });
    const free = { code: "FREE", amount: 490, type: "shipping" as const };
    expect(held(lived({ discountCodes: [free] }))).toMatchObject({
      discounts: [{ code: "FREE", amount: "0.00", type: "percentage" }],
      discount_price: "0.00",
      shipping_price: "0.00",
    });
  });

  it("has a parcel for each code, typed as it was but for spaces around it, with the pieces of its delivery", () => {
    const [parcel, ...others] = held(
      lived({}, { fulfillments: [aFulfillment({ trackingNumbers: [" 00 1", "", "00 1"] })] }),
    ).trackings;
    expect(others).toEqual([]);
    expect(parcel).toMatchObject({
      tracking_number: "00 1",
      tracking_url: "https://tracking.example.com/?n=00%201",
      carrier_reference: null,
      external_shipment_ids: [hexId("order_delivery", "9001")],
      placed_at: [new Date(AT + 3_600_000).toISOString()],
    });
    expect(parcel?.products.map(({ title, quantity }) => [title, quantity])).toEqual([
      ["Cup", 2],
      ["Tea", 1],
    ]);
  });

  it("lets the core keep a code that was changed, and a tag that was taken away", () => {
    const other = { fulfillments: [aFulfillment({ trackingNumbers: ["2"] })], tags: [], formerTags: ["VIP"] };
    const order = held(lived({}, SHIPPED, other));
    expect(order.trackings.map(({ tracking_number }) => tracking_number)).toEqual(["2"]);
    expect(order).toMatchObject({ withdrawnNumbers: ["00 1"], formerSegments: ["Shopware.tag.VIP"] });
    expect(compareOrder(order, rightAnswer(order))).toEqual([]);
  });

  it("has no parcel of a delivery that was called off", () => {
    const off = { fulfillments: [aFulfillment({ status: "cancelled" })] };
    const order = held(lived({}, SHIPPED, off));
    expect(order.trackings).toEqual([]);
    expect(order.withdrawnNumbers).toEqual(["00 1"]);
  });

  it("is sent to the billing address where there is no other", () => {
    expect(held(lived({ shippingAddress: null })).address).toMatchObject({ street: "Am Kai 2", address_line_2: null });
  });

  it("takes a cancelled order of which something left", () => {
    expect(held(lived({}, SHIPPED, { cancelledAt: AT + 7_200_000 })).trackings).toHaveLength(1);
  });
});

describe("an order of a Shopware shop that the core must not hold", () => {
  const DOWNLOAD = aLine({ requiresShipping: false });
  const address = anOrder().shippingAddress;
  if (address === null) throw new Error("no address");

  it.each<[string, Parameters<typeof lived>[0]]>([
    ["nothing_to_ship", { lines: [DOWNLOAD] }],
    ["no_address", { lines: [{ ...DOWNLOAD, variantId: null, productId: null }] }],
    ["no_zip", { shippingAddress: { ...address, zip: " " } }],
  ])("is skipped as %s", (reason, change) => {
    expect(expectedShopwareOrder(lived(change))).toEqual({ outcome: "skipped", reason, mayHold: [] });
  });

  it("was cancelled before anything left, or deleted; the core may hold what it was before", () => {
    const cancelled = { cancelledAt: AT + 3_600_000 };
    expect(expectedShopwareOrder(lived({}, cancelled))).toMatchObject({
      outcome: "skipped",
      reason: "cancelled_before_shipping",
      mayHold: [{ total_order_price: "34.60" }],
    });
    const deleted = expectedShopwareOrder(lived({}, SHIPPED, { deletedAt: AT + 9_000_000 }));
    expect(deleted).toMatchObject({ outcome: "skipped", reason: "deleted" });
    expect(deleted.outcome === "skipped" && deleted.mayHold.map(({ trackings }) => trackings.length)).toEqual([0, 1]);
  });
});
