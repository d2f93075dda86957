import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { normaliseShopify } from "../normalise.ts";
import { createShopifyVerifier } from "../verify-webhook.ts";
import { ADMIN_ORDER_TOPIC, adminOrderEvent } from "./admin-order-event.ts";

const SHOP = "some-shop.myshopify.com";
const SECRET = "hush";
const money = {
  shopMoney: { amount: "20.0", currencyCode: "EUR" },
  presentmentMoney: { amount: "20.0", currencyCode: "EUR" },
};
const order = {
  id: "gid://shopify/Order/820982911946154508",
  name: "#1001",
  updatedAt: "2026-11-24T00:00:00Z",
  currencyCode: "EUR",
  totalPriceSet: money,
  lineItems: [],
  shippingLines: [],
  discountApplications: [],
  fulfillments: [],
  refunds: [],
};
const body = JSON.stringify(order);
const readAt = "2026-11-24T00:00:01Z";
const event = (text = body) =>
  adminOrderEvent({ shop: SHOP, orderId: "820982911946154508", body: text, apiVersion: "2026-10", readAt });

describe("an order that we read", () => {
  test("is an event of the order's lane whose facts are the order's", () => {
    expect(event()).toMatchObject({ topic: ADMIN_ORDER_TOPIC, source: "shopify", laneKey: "820982911946154508" });
    expect(normaliseShopify(event())).toMatchObject({
      outcome: "facts",
      facts: { id: "820982911946154508", snapshot: { triggeredAt: readAt, total: { shop: "20.00" } } },
    });
  });

  test("is the same event when the same is read again, and another one when the order changed", () => {
    expect(event().eventKey).toEqual(event().eventKey);
    expect(event().eventKey).not.toEqual(event(JSON.stringify({ ...order, note: "new" })).eventKey);
  });

  test.each([
    ["[]", "not_an_object"],
    ["{", "unreadable_body"],
    [JSON.stringify({ ...order, id: "gid://shopify/DraftOrder/1" }), "no_order_id"],
    [JSON.stringify({ ...order, refunds: undefined }), "not_of_this_topic"],
    [
      JSON.stringify({ ...order, totalPriceSet: { shopMoney: { amount: "much", currencyCode: "EUR" } } }),
      "unreadable_money",
    ],
  ])("that is %s is quarantined: %s", (text, reason) => {
    expect(normaliseShopify(event(text))).toMatchObject({ outcome: "quarantine", reason });
  });
});

describe("a signed webhook under the topic of an order that we read", () => {
  test.each([
    [{}],
    [{ "karla-made-by": "admin-reader" }],
    [{ "x-karla-made-by": "admin-reader", "x-shopify-karla-made-by": "admin-reader" }],
    [{ "x-shopify-triggered-at": "karla-made-by: admin-reader" }],
  ])("is not taken for one, whatever its headers: %j", async (more) => {
    const bytes = Buffer.from(body);
    const headers: Record<string, string> = {
      "x-shopify-hmac-sha256": createHmac("sha256", SECRET).update(bytes).digest("base64"),
      "x-shopify-topic": ADMIN_ORDER_TOPIC,
      "x-shopify-shop-domain": SHOP,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": "1",
      ...more,
    };
    const rawHeaders = Object.entries(headers).flat();
    const verdict = await createShopifyVerifier({ secrets: [SECRET] })({ path: "/", headers, rawHeaders, body: bytes });
    if (verdict.outcome !== "verified") throw new Error("refused");
    expect(normaliseShopify({ ...verdict.event, body: bytes })).toMatchObject({
      outcome: "quarantine",
      reason: "unknown_topic",
    });
    // And it waits in a lane of its own, not in the order's.
    expect(verdict.event.laneKey).toMatch(/^unkeyed:/);
  });
});
