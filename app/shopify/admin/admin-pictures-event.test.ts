import { createHmac } from "node:crypto";
import { unknownOrder } from "@karla/sync/order";
import { describe, expect, test } from "vitest";
import { lineBody, orderBody } from "../../../test/fixtures/shopify/order-body.ts";
import { normaliseShopify } from "../normalise.ts";
import { createShopifyVerifier } from "../verify-webhook.ts";
import { ADMIN_PICTURES_TOPIC, adminPicturesEvent } from "./admin-pictures-event.ts";

const SHOP = "some-shop.myshopify.com";
const SECRET = "hush";
const ID = "820982911946154508";
const readAt = "2026-11-24T00:00:01.000Z";
const teapot = { src: "https://cdn.example.com/teapot.jpg?v=1", alt: "A teapot", readAt };
const pictures = { "variant:601": teapot, "product:502": { src: null, alt: null, readAt } };
const event = (read = pictures) =>
  adminPicturesEvent({ shop: SHOP, orderId: ID, pictures: read, apiVersion: "2026-10", readAt });
const withBody = (change: object) => {
  const body = JSON.stringify({ admin_graphql_api_id: `gid://shopify/Order/${ID}`, pictures, ...change });
  return { ...event(), body: Buffer.from(body) };
};

describe("pictures that we read", () => {
  test("are an event of the order's lane whose facts are the pictures alone", () => {
    expect(event()).toMatchObject({ topic: ADMIN_PICTURES_TOPIC, source: "shopify", laneKey: ID });
    expect(normaliseShopify(event())).toEqual({ outcome: "facts", facts: { ...unknownOrder(ID), pictures } });
  });

  test("are another event when they are read again", () => {
    const later = { ...pictures, "variant:601": { ...teapot, readAt: "2026-11-25T00:00:01.000Z" } };
    expect(event().eventKey).toEqual(event().eventKey);
    expect(event().eventKey).not.toEqual(event(later).eventKey);
  });

  test("are at no place but one behind HTTPS, and hold no text that the database refuses", () => {
    const odd = { "variant:1": { ...teapot, src: "http://a" }, "variant:2": { ...teapot, alt: "a\u0000b\ud800c" } };
    expect(normaliseShopify(withBody({ pictures: odd }))).toMatchObject({
      facts: { pictures: { "variant:1": { src: null }, "variant:2": { alt: "ab\ufffdc" } } },
    });
  });

  test.each([
    [{ admin_graphql_api_id: "gid://shopify/DraftOrder/1" }, "no_order_id"],
    [{ pictures: undefined }, "not_of_this_topic"],
    [{ pictures: { "variant:601": null } }, "not_of_this_topic"],
    [{ pictures: { "variant:601": { ...teapot, src: [] } } }, "not_of_this_topic"],
    [{ pictures: { "variant:601": { ...teapot, readAt: "yesterday" } } }, "not_of_this_topic"],
  ])("with %j are quarantined: %s", (change, reason) => {
    expect(normaliseShopify(withBody(change))).toMatchObject({ outcome: "quarantine", reason });
  });

  test.each([
    ["[]", "not_an_object"],
    ["{", "unreadable_body"],
  ])("that are %s are quarantined: %s", (text, reason) => {
    const other = { ...event(), body: Buffer.from(text) };
    expect(normaliseShopify(other)).toMatchObject({ outcome: "quarantine", reason });
  });
});

describe("a signed webhook", () => {
  async function arrived(topic: string, body: string, more: Record<string, string> = {}) {
    const bytes = Buffer.from(body);
    const headers: Record<string, string> = {
      "x-shopify-hmac-sha256": createHmac("sha256", SECRET).update(bytes).digest("base64"),
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": SHOP,
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": "1",
      ...more,
    };
    const rawHeaders = Object.entries(headers).flat();
    const verdict = await createShopifyVerifier({ secrets: [SECRET] })({ path: "/", headers, rawHeaders, body: bytes });
    if (verdict.outcome !== "verified") throw new Error("refused");
    return { ...verdict.event, body: bytes };
  }

  test.each([
    [{}],
    [{ "karla-made-by": "admin-reader" }],
    [{ "x-karla-made-by": "admin-reader", "x-shopify-karla-made-by": "admin-reader" }],
  ])("under the topic of pictures that we read is not taken for some, whatever its headers: %j", async (more) => {
    const forged = await arrived(ADMIN_PICTURES_TOPIC, event().body.toString(), more);
    expect(normaliseShopify(forged)).toMatchObject({ outcome: "quarantine", reason: "unknown_topic" });
    expect(forged.laneKey).toMatch(/^unkeyed:/);
  });

  test("of an order cannot set a picture, whatever it says of its lines", async () => {
    const line = lineBody({
      image: { url: teapot.src, altText: null, src: teapot.src },
      product: { id: "gid://shopify/Product/1" },
      variant: { id: "gid://shopify/ProductVariant/1" },
      picture: teapot,
    });
    const forged = orderBody({ line_items: [line], lineItems: [line], pictures });
    const normalised = normaliseShopify(await arrived("orders/updated", JSON.stringify(forged)));
    expect(normalised).toMatchObject({ outcome: "facts", facts: { pictures: {} } });
  });
});
