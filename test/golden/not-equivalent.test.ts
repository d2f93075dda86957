import type { OrderPlacement } from "@karla/api/contract";
import { describe, expect, test } from "vitest";
import type { GoldenOrder } from "./golden-order.ts";
import { GOLDEN_ORDERS } from "./orders.ts";
import { PLATFORMS, payloadBy, toldBy } from "./payload-of.ts";
import { shopifyBody } from "./shopify-body.ts";
import { shopwareEntity } from "./shopware-entity.ts";

const golden = orderNumbered(1001);

/** What the core is told of one and the same order by Shopify and by Shopware, each with something that it says its own way. */
function told(inShopify: object, inShopware: object): [OrderPlacement | undefined, OrderPlacement | undefined] {
  const shopify = payloadBy("shopify", golden, { otherwise: { ...inShopify } });
  const shopware = payloadBy("shopware", golden, { otherwise: { ...inShopware } });
  return [shopify.order, shopware.order];
}

describe("what the two platforms do not say alike, and the core is told as each says it", () => {
  test("a code that makes the shipping free: Shopify states price and discount, Shopware neither", () => {
    const code = { code: "VERSANDFREI", amount: "4.90", type: "shipping" };
    const off = { total_price: "29.90", total_discounts: "4.90", discount_codes: [code] };
    const { deliveries, lineItems } = shopwareEntity(golden);
    const [delivery] = listOf(deliveries);
    const payload = { code: "VERSANDFREI", discountType: "percentage", discountScope: "delivery" };
    const promotion = { id: "p", type: "promotion", label: "Versand frei", unitPrice: 0, totalPrice: 0, payload };
    const back = { ...delivery, id: "back", shippingCosts: { totalPrice: -4.9 } };
    const [shopify, shopware] = told(off, {
      amountTotal: 29.9,
      shippingTotal: 0,
      deliveries: [delivery, back],
      lineItems: [...listOf(lineItems), promotion],
    });
    expect(shopify).toMatchObject({ total_order_price: 29.9, shipping_price: 4.9, discount_price: 4.9 });
    expect(shopify?.discounts).toEqual([code]);
    expect(shopware).toMatchObject({ total_order_price: 29.9, shipping_price: 0, discount_price: 0 });
    expect(shopware?.discounts).toEqual([{ code: "VERSANDFREI", amount: "0.00", type: "percentage" }]);
  });

  test("a tax has a name at Shopify, and at Shopware only where the shop gives it one", () => {
    const lineItems = listOf(shopwareEntity(golden).lineItems).map((line) => ({
      ...line,
      price: { unitPrice: 14.95, quantity: 2, totalPrice: 29.9, calculatedTaxes: [{ tax: 4.77, taxRate: 19 }] },
    }));
    const [shopify, shopware] = told({}, { lineItems });
    expect(shopify?.products?.[0]?.tax_lines?.[0]?.title).toBe("MwSt. 19 %");
    expect(shopware?.products?.[0]?.tax_lines).toEqual([{ price: 4.77, rate: 0.19, currency: "EUR" }]);
  });

  test("the code of a province has the country's before it at Shopware", () => {
    const { shipping_address: address } = shopifyBody(golden);
    const countryState = { name: "Hamburg", shortCode: "DE-HH", translated: { name: "Hamburg" } };
    const deliveries = listOf(shopwareEntity(golden).deliveries).map((delivery) => ({
      ...delivery,
      shippingOrderAddress: { ...Object(delivery.shippingOrderAddress), countryState },
    }));
    const province = { province: "Hamburg", province_code: "HH" };
    const [shopify, shopware] = told({ shipping_address: { ...Object(address), ...province } }, { deliveries });
    expect([shopify?.address.province_code, shopware?.address.province_code]).toEqual(["HH", "DE-HH"]);
  });
});

describe("what is not told, is told by neither", () => {
  const settings = { settings: {} };

  test.each<[string, GoldenOrder, string]>([
    ["downloads alone", orderNumbered(1016), "nothing_to_ship"],
    [
      "an order that was cancelled before it left",
      { ...golden, cancelledAt: "2026-11-21T08:00:00Z" },
      "cancelled_before_shipping",
    ],
  ])("%s", (_what, order, reason) => {
    const both = PLATFORMS.map((platform) => toldBy(platform, order, settings));
    expect(both).toEqual([
      { outcome: "not_told", reason },
      { outcome: "not_told", reason },
    ]);
  });
});

function orderNumbered(number: number): GoldenOrder {
  const found = GOLDEN_ORDERS.find((order) => order.number === number);
  if (found === undefined) throw new Error(`no order has the number ${number}`);
  return found;
}

function listOf(field: unknown): Record<string, unknown>[] {
  return Array.isArray(field) ? field : [];
}
