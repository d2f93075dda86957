import { describe, expect, it } from "vitest";
import { validateAnswer, validateRequest } from "./contract-validator.ts";

const address = { zip_code: "10115" };
const order = { order_number: "1001", external_id: "1", address };
const upsert = { id: "1", id_type: "external_id", order, trackings: [] };
const orders = "/v1/shops/example/orders";
const detail = { order_number: "1001", merchant_slug: "example", external_id: "1", uuid: "u", address };

describe("a request", () => {
  it("is valid by template, path and full URL", () => {
    for (const url of ["/shops/{slug}/orders", orders, `https://api.example.com${orders}`]) {
      expect(validateRequest("PUT", url, upsert)).toEqual({ outcome: "valid" });
    }
  });

  it("is held to the operation: bulk takes a list, one order does not", () => {
    expect(validateRequest("PUT", `${orders}/bulk`, [upsert]).outcome).toBe("valid");
    expect(validateRequest("PUT", `${orders}/bulk`, upsert).outcome).toBe("invalid");
    expect(validateRequest("PATCH", `${orders}/some-id`, { expected_number_of_shipments: 2 }).outcome).toBe("valid");
    expect(validateRequest("PATCH", `${orders}/some-id`, upsert).outcome).toBe("invalid");
  });

  it.each([
    ["in the envelope", { ...upsert, status: "cancelled" }],
    ["in the order", { ...upsert, order: { ...order, note: "x" } }],
    ["in a product of a parcel", { ...upsert, trackings: [{ tracking_number: "T", products: [{ vendor: "x" }] }] }],
    [
      "in the attribution, which the contract leaves open",
      { ...upsert, order: { ...order, order_analytics: { utm: "x" } } },
    ],
    [
      "in a note attribute",
      { ...upsert, order: { ...order, order_analytics: { note_attributes: [{ name: "a", value: "b", c: "d" }] } } },
    ],
  ])("with an unknown key %s is invalid", (_where, body) => {
    expect(validateRequest("PUT", orders, body).outcome).toBe("invalid");
  });

  it("says what is wrong", () => {
    expect(validateRequest("PUT", orders, { ...upsert, order: { ...order, address: {}, note: "x" } })).toEqual({
      outcome: "invalid",
      why: expect.arrayContaining([
        "/order/address must have required property 'zip_code'",
        "/order must NOT have additional properties note",
      ]),
    });
  });

  it("is checked with its query", () => {
    expect(validateRequest("GET", `${orders}?page=2&per_page=100&external_id=1`, undefined).outcome).toBe("valid");
    expect(validateRequest("GET", `${orders}?order_placed_from=2026-01-01T00:00:00Z`, undefined).outcome).toBe("valid");
    for (const query of ["cursor=1", "per_page=101", "page=0", "page=x", "order_placed_from=yesterday"]) {
      expect(validateRequest("GET", `${orders}?${query}`, undefined).outcome).toBe("invalid");
    }
  });

  it("to what the contract does not have is invalid", () => {
    expect(validateRequest("DELETE", orders, undefined).outcome).toBe("invalid");
    expect(validateRequest("GET", "/v1/customers", undefined).outcome).toBe("invalid");
  });

  it("of a composed schema takes all of its parts", () => {
    const item = {
      product_id: "1",
      variant_id: "2",
      title: "Mug",
      variant_title: null,
      price: 9.5,
      sku: "M",
      product_url: null,
    };
    expect(validateRequest("POST", "/shops/{slug}/products", [item])).toEqual({ outcome: "valid" });
    expect(validateRequest("POST", "/shops/{slug}/products", [{ ...item, vendor: "x" }]).outcome).toBe("invalid");
  });
});

describe("a query parameter whose schema is named elsewhere in the contract", () => {
  it("is held against that schema", () => {
    expect(validateRequest("GET", "/shops/s/webhooks?status=active", undefined)).toEqual({ outcome: "valid" });
    expect(validateRequest("GET", "/shops/s/webhooks?status=asleep", undefined)).toMatchObject({ outcome: "invalid" });
  });
});

describe("an answer", () => {
  const parcel = {
    id: "s",
    merchant_id: "m",
    merchant_slug: "example",
    order_id: "o",
    order_number: "1001",
    events: [],
  };

  it("is held to its status", () => {
    expect(validateAnswer("GET", orders, 200, [detail])).toEqual({ outcome: "valid" });
    expect(validateAnswer("GET", orders, 200, detail).outcome).toBe("invalid");
    expect(validateAnswer("GET", orders, 422, { key: "zip_code_invalid", type: "invalid_request_error" }).outcome).toBe(
      "valid",
    );
    expect(validateAnswer("GET", orders, 418, {}).outcome).toBe("invalid");
    expect(validateAnswer("PUT", orders, 204, undefined).outcome).toBe("valid");
    expect(validateAnswer("PUT", orders, 200, undefined).outcome).toBe("invalid");
  });

  it("takes an unknown carrier and attribution, and nothing else beyond the contract", () => {
    const trackings = [{ ...parcel, carrier: { tracking_number: "T1", tracking_url: null } }];
    const extended = { ...detail, trackings, order_analytics: { landing_site: "https://shop.example.com/" } };
    expect(validateAnswer("GET", orders, 200, [extended])).toEqual({ outcome: "valid" });
    expect(validateAnswer("GET", orders, 200, [{ ...extended, status: "open" }]).outcome).toBe("invalid");
    expect(validateAnswer("GET", orders, 200, [{ ...extended, trackings: [{ ...parcel, carrier: {} }] }]).outcome).toBe(
      "invalid",
    );
  });

  it("of the settings may have either of the two shapes, not a mixture", () => {
    const settings = "/v1/shops/example/settings";
    expect(validateAnswer("GET", settings, 200, { triggers: { shopify: true } })).toEqual({ outcome: "valid" });
    expect(validateAnswer("GET", settings, 200, { triggers: { shopify: true }, trackpages: {} }).outcome).toBe(
      "invalid",
    );
  });
});
