import { expect, test } from "vitest";
import { customerClaims } from "./customer-claims.ts";

const GOOD = { dest: "tea.myshopify.com", iat: 1_800_000_000, sub: "gid://shopify/Customer/207119551" };
const CLAIMS = { shop: "tea.myshopify.com", issuedAt: 1_800_000_000_000, customerId: "207119551" };

test("a customer's token names the shop and the customer, with and without https", () => {
  expect(customerClaims(GOOD)).toEqual(CLAIMS);
  expect(customerClaims({ ...GOOD, dest: "https://tea.myshopify.com" })).toEqual(CLAIMS);
});

test.each([undefined, "", "7", "gid://shopify/User/7", "gid://shopify/Customer/", "gid://shopify/Customer/7 "])(
  "%j is no customer",
  (sub) => expect(customerClaims({ ...GOOD, sub })).toEqual({ ...CLAIMS, customerId: null }),
);

test.each([
  "http://tea.myshopify.com",
  "https://tea.myshopify.com/",
  "https://https://tea.myshopify.com",
  "tea.myshopify.com.evil.example.com",
  "TEA.myshopify.com",
  "",
  undefined,
])("J6: a token for %j is for no shop", (dest) => expect(customerClaims({ ...GOOD, dest })).toBeNull());

test.each([null, undefined, "", [], {}, "e30"])("%j is no token's content", (payload) =>
  expect(customerClaims(payload)).toBeNull(),
);
