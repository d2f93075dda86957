import { expect, test } from "vitest";
import { plantCanaries } from "./plant-canaries.ts";

test("each field that can hold something personal gets a text of its own, wherever it is", () => {
  const body = {
    id: 1,
    name: "#1001",
    email: null,
    customer: { first_name: "Ada", phone: null },
    shipping_address: { name: "Ada", address1: "Musterweg 1", zip: "10115" },
    line_items: [{ name: "Tea pot", properties: [] }],
    origin_address: { city: "Berlin" },
  };
  const planted = plantCanaries(body, { email: "canary@example.com" });
  expect(body).toEqual({
    id: 1,
    name: "#1001",
    email: "canary@example.com",
    customer: { first_name: "canary first_name", phone: "canary phone" },
    shipping_address: { name: "canary name", address1: "canary address1", zip: "10115" },
    line_items: [{ name: "Tea pot", properties: [{ name: "for", value: "canary properties" }] }],
    origin_address: { city: "Berlin" },
  });
  expect(planted).toEqual(
    new Set([
      "canary@example.com",
      "canary first_name",
      "canary phone",
      "canary name",
      "canary address1",
      "canary properties",
    ]),
  );
});
