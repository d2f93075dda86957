import { expect, test } from "vitest";
import { parseShopDomain } from "./shop-domain.ts";

test.each([
  ["a.myshopify.com", "a.myshopify.com"],
  ["A.MyShopify.com", "a.myshopify.com"],
  ["muster-shop-2.myshopify.com", "muster-shop-2.myshopify.com"],
  [`${"a".repeat(63)}.myshopify.com`, `${"a".repeat(63)}.myshopify.com`],
])("%s is %s", (text, domain) => {
  expect(parseShopDomain(text)).toBe(domain);
});

test.each([
  "evil.com#.myshopify.com",
  "evil.com/.myshopify.com",
  "evil.com?.myshopify.com",
  "evil.com\\.myshopify.com",
  "a.myshopify.com.evil.com",
  "a@evil.myshopify.com",
  "user:pw@a.myshopify.com",
  "a.myshopify.com/",
  "a.myshopify.com//",
  "https://a.myshopify.com",
  "а.myshopify.com",
  "ａ．myshopify．com",
  "a.myshopify.com\n",
  "a.myshopify.com\t",
  " a.myshopify.com",
  "a.myshopify.com%0a",
  "a.myshopify.com%00",
  "a.myshopify.com\u0000",
  "-a.myshopify.com",
  "a..myshopify.com",
  "a.b.myshopify.com",
  ".myshopify.com",
  "myshopify.com",
  `${"a".repeat(64)}.myshopify.com`,
  `${"a".repeat(300)}.myshopify.com`,
  "accounts.shopify.com",
  "a.shopify.com",
  "a.shop.dev",
  "a.myshopify.io",
  "admin.shopify.com/store/foo",
  "a.myshopify.com:443",
  "a.myshopify.com.",
  "a.myshopify.com, b.myshopify.com",
  "{shop}.myshopify.com",
  // The Kelvin sign is a "k" once it is lower-cased.
  "\u212a.myshopify.com",
  "",
])("%j is no shop", (text) => {
  expect(parseShopDomain(text)).toBeNull();
});
