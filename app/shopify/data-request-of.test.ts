import { objectOf } from "@karla/sync/json-fields";
import { readJson } from "@karla/sync/read-json";
import { expect, test } from "vitest";
import { bytesOf } from "../../test/fixtures/shopify/order-body.ts";
import { dataRequestOf } from "./data-request-of.ts";

function asked(topic: string, body: unknown) {
  const read = readJson(bytesOf(body));
  const object = read.outcome === "value" ? objectOf(read.value) : null;
  return object && dataRequestOf(topic, object);
}

test("a request for data has the account, the address and the orders that are asked about", () => {
  const customer = { id: 191167, email: "john@example.com" };
  expect(asked("customers/data_request", { customer, orders_requested: [299938, "280263"] })).toEqual({
    customerIds: ["191167"],
    email: "john@example.com",
    orderIds: ["299938", "280263"],
  });
});

test("what is no list of ids names no order, and every other topic asks for nothing", () => {
  for (const orders of [null, "all", {}, [null, {}, [1]]]) {
    expect(asked("customers/data_request", { customer: null, orders_requested: orders })).toEqual({
      customerIds: [],
      email: null,
      orderIds: [],
    });
  }
  expect(asked("customers/redact", { customer: { id: 1 }, orders_to_redact: [] })).toBeNull();
});
