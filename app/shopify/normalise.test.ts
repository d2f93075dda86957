import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentedBodies } from "../../test/fixtures/shopify/documented-bodies.ts";
import { factsOf, normalised, reasonOf, SHOP, snapshotOf } from "../../test/fixtures/shopify/normalised.ts";
import { bytesOf, fulfillmentBody, orderBody, refundBody } from "../../test/fixtures/shopify/order-body.ts";
import { normaliseShopify } from "./normalise.ts";
import { SHOPIFY_TOPICS } from "./topics.ts";

const ORDER_TOPICS = [...SHOPIFY_TOPICS].flatMap(([topic, kind]) => (kind === "order" ? topic : []));

describe("every documented example, in every API version", () => {
  const bodies = documentedBodies(SHOPIFY_TOPICS.keys());

  test.each(bodies.map(({ topic, version, body }) => [topic, version, body] as const))(
    "%s %s",
    (topic, _version, example) => {
      const body = "shop_domain" in example ? { ...example, shop_domain: SHOP } : example;
      const kind = SHOPIFY_TOPICS.get(topic);
      if (topic.endsWith("/redact")) {
        expect(normalised(topic, body)).toMatchObject({ outcome: "erasure" });
        return;
      }
      if (topic === "customers/data_request") {
        const orderIds = ["299938", "280263", "220458"];
        expect(normalised(topic, body)).toMatchObject({ outcome: "data_request", whose: { orderIds } });
        return;
      }
      if (kind === "shop" || kind === "delete") {
        expect(normalised(topic, body)).toEqual({
          outcome: topic.startsWith("app/") ? "access_changed" : "no_order",
        });
        return;
      }
      const facts = factsOf(topic, body);
      const gid = /\/Order\/(\d+)$/.exec(String(body.admin_graphql_api_id))?.[1];
      const holder: Record<string, unknown> = kind === "edit" ? Object(body.order_edit) : body;
      expect(facts.id).toBe(gid ?? String(holder.order_id ?? holder.id));
      expect(facts.snapshot !== null).toBe(kind === "order");
      expect(facts.editedAt !== null).toBe(kind === "edit");
      if (facts.snapshot !== null) {
        expect(facts.snapshot.total.shop).toBe(body.total_price);
        const globalIds = (Array.isArray(body.line_items) ? body.line_items : []).map(
          (line) => line.admin_graphql_api_id,
        );
        expect(facts.snapshot.lines.map(({ id }) => `gid://shopify/LineItem/${id}`)).toEqual(globalIds);
      }
    },
  );
});

test("an order body is a snapshot with its fulfillments, refunds and cancellation", () => {
  const facts = factsOf(
    "orders/cancelled",
    orderBody({
      cancelled_at: "2026-11-06T00:00:00+01:00",
      fulfillments: [fulfillmentBody()],
      refunds: [refundBody()],
    }),
    { "x-shopify-triggered-at": "2026-11-06T00:00:01.000000001Z" },
  );
  expect(facts).toMatchObject({
    id: "6000000000001",
    cancelledAt: "2026-11-06T00:00:00+01:00",
    snapshot: { number: "1001", name: "#1001", triggeredAt: "2026-11-06T00:00:01.000000001Z", taxesIncluded: true },
    fulfillments: [{ id: "5100000000001", carrier: "DHL Paket", status: "success" }],
    refunds: [{ id: "9000000000001", amount: "24.90", lines: [{ lineId: "14000000000001", quantity: 1 }] }],
  });
});

test("a fulfillment says the same alone as in its order", () => {
  const inOrder = factsOf("orders/updated", orderBody({ fulfillments: [fulfillmentBody()] }));
  const alone = factsOf("fulfillments/create", fulfillmentBody());
  expect(alone).toMatchObject({ id: inOrder.id, snapshot: null, refunds: [] });
  expect(alone.fulfillments).toEqual(inOrder.fulfillments);
});

test("a refund says the same alone as in its order", () => {
  const alone = factsOf("refunds/create", refundBody());
  expect(alone.refunds).toEqual(factsOf("orders/updated", orderBody({ refunds: [refundBody()] })).refunds);
  expect(alone).toMatchObject({ id: "6000000000001", snapshot: null, fulfillments: [] });
});

test("a deleted order is no order, but its id must be there", () => {
  expect(reasonOf("orders/delete", { id: 1 })).toBe("no_order");
  expect(reasonOf("orders/delete", { id: null })).toBe("no_order_id");
});

describe("quarantined", () => {
  test.each(["products/update", "__proto__", "constructor", "toString", "", "ORDERS_CREATE"])(
    "topic %j as unknown",
    (topic) => {
      expect(reasonOf(topic, orderBody())).toBe("unknown_topic");
    },
  );

  test.each(["{", "", "{'a':1}", '{"a":1,}', "/**/{}", '{"id":NaN}', "{}{}", "{}\n{}", "a.b", "host=x&shop=y"])(
    "%j as unreadable",
    (text) => {
      expect(reasonOf("orders/create", Buffer.from(text))).toBe("unreadable_body");
    },
  );

  test("what is not UTF-8, too deep or too wide, as unreadable", () => {
    expect(reasonOf("orders/create", Buffer.from('{"id":"\xff"}', "latin1"))).toBe("unreadable_body");
    expect(reasonOf("orders/create", Buffer.from("{}", "utf16le"))).toBe("unreadable_body");
    expect(reasonOf("orders/create", Buffer.from(`{"a":${"[".repeat(100)}${"]".repeat(100)}}`))).toBe(
      "unreadable_body",
    );
    const wide = Object.fromEntries(Array.from({ length: 50_001 }, (_, key) => [key, 0]));
    expect(reasonOf("orders/create", orderBody(wide))).toBe("unreadable_body");
  });

  test.each(["null", "[]", '"x"', "1"])("%s as no object", (text) => {
    expect(reasonOf("orders/create", Buffer.from(text))).toBe("not_an_object");
  });

  test.each([undefined, null, "", true, {}, "  ", "é", "1".repeat(65)])("an order whose id is %j", (id) => {
    expect(reasonOf("orders/create", orderBody({ id, admin_graphql_api_id: null }))).toBe("no_order_id");
    expect(reasonOf("fulfillments/create", fulfillmentBody({ order_id: id }))).toBe("no_order_id");
    expect(reasonOf("refunds/create", refundBody({ order_id: id }))).toBe("no_order_id");
    expect(reasonOf("orders/edited", { order_edit: { order_id: id } })).toBe("no_order_id");
  });

  test("the body of any topic under the name of another kind", () => {
    const latest = documentedBodies(SHOPIFY_TOPICS.keys()).filter(({ version }) => version === "2026-07");
    const accepted = latest.flatMap(({ topic, body }) =>
      [...SHOPIFY_TOPICS].flatMap(([other, kind]) => {
        if (kind === SHOPIFY_TOPICS.get(topic) && (kind !== "shop" || other === topic)) return [];
        const named = { ...body, ...("shop_domain" in body && { shop_domain: SHOP }) };
        return reasonOf(other, named) === "not_of_this_topic" ? [] : [`${topic} as ${other}`];
      }),
    );
    // Until 2023 a deletion carried the whole order; it has no effect of its own, so an order may pass for one.
    expect(accepted).toEqual(ORDER_TOPICS.map((topic) => `${topic} as orders/delete`));
  });

  test("a Flow action or a session token under the name of an uninstall", () => {
    const action = { shop_id: 1, shopify_domain: SHOP, action_run_id: "1", handle: "x", properties: {} };
    expect(reasonOf("app/uninstalled", action)).toBe("not_of_this_topic");
    expect(reasonOf("shop/redact", action)).toBe("not_of_this_topic");
    expect(reasonOf("app/uninstalled", Buffer.from("eyJhbGciOiJIUzI1NiJ9.eyJkZXN0IjoiIn0"))).toBe("unreadable_body");
  });

  test("a body that names another shop than its header", () => {
    const other = "other.myshopify.com";
    expect(reasonOf("app/uninstalled", { id: 1, myshopify_domain: other })).toBe("shop_mismatch");
    expect(reasonOf("app/uninstalled", { id: 1, myshopify_domain: SHOP.toUpperCase() })).toBe("access_changed");
    expect(reasonOf("shop/redact", { shop_id: 1, shop_domain: other })).toBe("shop_mismatch");
    expect(reasonOf("shop/redact", { shop_id: 1, shop_domain: null })).toBe("shop_mismatch");
    expect(reasonOf("shop/redact", { shop_id: 1, shop_domain: SHOP })).toBe("erasure");
    expect(normaliseShopify({ topic: "shop/redact", body: bytesOf({ shop_domain: SHOP }), headers: {} })).toMatchObject(
      {
        reason: "shop_mismatch",
      },
    );
  });

  test("a detail never quotes the body", () => {
    const result = normalised("orders/create", orderBody({ total_price: "ada@example.com" }));
    expect(JSON.stringify(result)).not.toContain("ada@");
  });
});

describe("anything a body may contain", () => {
  const anyBody = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys, "__proto__", "x"), fc.jsonValue());
  const topics = fc.constantFrom(...SHOPIFY_TOPICS.keys(), "__proto__");

  test("never makes it throw, and facts are always a canonical order", () => {
    const body = fc.oneof(fc.jsonValue(), anyBody(Object.keys(orderBody())), anyBody(Object.keys(fulfillmentBody())));
    fc.assert(
      fc.property(topics, body, (topic, value) => {
        const result = normalised(topic, value);
        if (result.outcome === "facts") factsOf(topic, value);
      }),
      { numRuns: 500 },
    );
  });

  test("in any one place of an order, of wrong kind, leaves a canonical order or a reason", () => {
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(null, [null], [[]], [1], { a: 1 }, "\u0000", "\ud800", -1, 1e21),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(orderBody())), odd, (key, value) => {
        const result = normalised("orders/updated", orderBody({ [key]: value }));
        if (result.outcome === "facts") factsOf("orders/updated", orderBody({ [key]: value }));
        else if (result.outcome === "quarantine") {
          expect(["unreadable_money", "unreadable_currency", "no_order_id"]).toContain(result.reason);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a key named __proto__ or constructor is a name like any other", () => {
    const body = Buffer.from(JSON.stringify(orderBody()).replace("{", '{"__proto__":{"admin":true},"constructor":1,'));
    expect(snapshotOf(body).number).toBe("1001");
    expect(Reflect.get({}, "admin")).toBeUndefined();
  });

  test("NUL and lone surrogates are gone from every text, and the order still goes on", () => {
    const snapshot = snapshotOf(orderBody({ note: "a\u0000b\ud800c", tags: "x\u0000", name: "#\u00001001" }));
    expect(snapshot).toMatchObject({ note: "ab\ufffdc", tags: ["x"], name: "#1001" });
  });
});
