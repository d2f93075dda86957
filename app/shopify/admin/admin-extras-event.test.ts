import { createHmac } from "node:crypto";
import { Order } from "@karla/sync/order";
import { describe, expect, test } from "vitest";
import { normaliseShopify } from "../normalise.ts";
import { createShopifyVerifier } from "../verify-webhook.ts";
import { ADMIN_EXTRAS_TOPIC, adminExtrasEvent } from "./admin-extras-event.ts";

const SHOP = "some-shop.myshopify.com";
const SECRET = "hush";
const ID = "820982911946154508";
const gift = { namespace: "custom", key: "gift_wrap", type: "single_line_text_field", value: "blue" };
const size = { namespace: "custom", key: "size", type: "number_integer", value: "12" };
const reading = {
  admin_graphql_api_id: `gid://shopify/Order/${ID}`,
  observed_at: "2026-11-24T00:00:00+01:00",
  read_at: "2026-11-24T00:00:01.000Z",
  asked: ["order/custom.gift_wrap", "product/custom.size"],
  metafields: { order: [gift], customer: [], product: { "7": [size] }, variant: {} },
};
const readAt = reading.read_at;
const event = (text = JSON.stringify(reading)) =>
  adminExtrasEvent({ shop: SHOP, orderId: ID, body: text, apiVersion: "2026-10", readAt });
const changed = (change: object) => JSON.stringify({ ...reading, ...change });

describe("metafields that we read", () => {
  test("are an event of the order's lane whose facts are the metafields alone", () => {
    expect(event()).toMatchObject({ topic: ADMIN_EXTRAS_TOPIC, source: "shopify", laneKey: ID });
    const normalised = normaliseShopify(event());
    if (normalised.outcome !== "facts") throw new Error(JSON.stringify(normalised));
    expect(Order.parse(normalised.facts)).toEqual({
      id: ID,
      snapshot: null,
      fulfillments: [],
      refunds: [],
      cancelledAt: null,
      deletedAt: null,
      editedAt: null,
      extras: {
        observedAt: reading.observed_at,
        triggeredAt: reading.read_at,
        asked: reading.asked,
        metafields: reading.metafields,
        customFields: { order: {}, customer: {}, product: {}, line: {} },
      },
      pictures: {},
    });
  });

  test("are another event when they are read again", () => {
    expect(event().eventKey).toEqual(event().eventKey);
    expect(event().eventKey).not.toEqual(event(changed({ read_at: "2026-11-24T00:00:02.000Z" })).eventKey);
  });

  test("hold no text that the database refuses", () => {
    const odd = { ...gift, value: "a\u0000b\ud800c" };
    const body = changed({ metafields: { ...reading.metafields, order: [odd], variant: { "8": [odd] } } });
    expect(normaliseShopify(event(body))).toMatchObject({
      facts: {
        extras: { metafields: { order: [{ value: "ab\ufffdc" }], variant: { "8": [{ value: "ab\ufffdc" }] } } },
      },
    });
  });

  test.each([
    ["[]", "not_an_object"],
    ["{", "unreadable_body"],
    [changed({ admin_graphql_api_id: "gid://shopify/DraftOrder/1" }), "no_order_id"],
    [changed({ asked: undefined }), "not_of_this_topic"],
    [changed({ asked: [{}] }), "not_of_this_topic"],
    [changed({ observed_at: "yesterday" }), "not_of_this_topic"],
    [changed({ read_at: null }), "not_of_this_topic"],
    [changed({ metafields: { ...reading.metafields, product: [] } }), "not_of_this_topic"],
    [changed({ metafields: { ...reading.metafields, order: [{ ...gift, value: null }] } }), "not_of_this_topic"],
  ])("that are %s are quarantined: %s", (text, reason) => {
    expect(normaliseShopify(event(text))).toMatchObject({ outcome: "quarantine", reason });
  });
});

describe("a signed webhook under the topic of metafields that we read", () => {
  test.each([
    [{}],
    [{ "karla-made-by": "admin-reader" }],
    [{ "x-karla-made-by": "admin-reader", "x-shopify-karla-made-by": "admin-reader" }],
  ])("is not taken for some, whatever its headers: %j", async (more) => {
    const bytes = Buffer.from(JSON.stringify(reading));
    const headers: Record<string, string> = {
      "x-shopify-hmac-sha256": createHmac("sha256", SECRET).update(bytes).digest("base64"),
      "x-shopify-topic": ADMIN_EXTRAS_TOPIC,
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
    expect(verdict.event.laneKey).toMatch(/^unkeyed:/);
  });

  test("nor is what we read taken for something else", () => {
    const asOrder = { ...event(), topic: "admin/order" };
    expect(normaliseShopify(asOrder)).toMatchObject({ outcome: "quarantine", reason: "not_of_this_topic" });
  });
});
