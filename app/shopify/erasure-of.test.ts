import { objectOf } from "@karla/sync/json-fields";
import { readJson } from "@karla/sync/read-json";
import { expect, test } from "vitest";
import { bytesOf } from "../../test/fixtures/shopify/order-body.ts";
import { erasureOf } from "./erasure-of.ts";

function asked(topic: string, body: unknown) {
  const read = readJson(bytesOf(body));
  const object = read.outcome === "value" ? objectOf(read.value) : null;
  return object && erasureOf(topic, object);
}

test("a customer's request has the account, the address and the orders; ids are text", () => {
  const customer = { id: 191167, email: "john@example.com", phone: "555-625-1199" };
  expect(asked("customers/redact", { customer, orders_to_redact: [299938, "280263"] })).toEqual({
    kind: "customer",
    customerIds: ["191167"],
    email: "john@example.com",
    orderIds: ["299938", "280263"],
  });
});

test("a guest's has orders alone", () => {
  for (const customer of [null, {}, { id: null, email: null }]) {
    expect(asked("customers/redact", { customer, orders_to_redact: [299938] })).toMatchObject({
      customerIds: [],
      email: null,
      orderIds: ["299938"],
    });
  }
});

test("what is no list of ids names no order", () => {
  for (const orders of [null, "all", {}, [null, {}, [1]]]) {
    expect(asked("customers/redact", { customer: {}, orders_to_redact: orders })).toMatchObject({ orderIds: [] });
  }
});

test("a shop's request names the shop, every other topic asks for nothing", () => {
  expect(asked("shop/redact", { shop_domain: "a.myshopify.com" })).toEqual({ kind: "shop", keptUntil: null });
  expect(asked("customers/data_request", { customer: { id: 1 } })).toBeNull();
});
