import { expect, test } from "vitest";
import { shopIdOf } from "./ids.ts";

test("a Shopify shop is the same in any spelling of its domain, a Shopware shop in one alone", () => {
  expect(shopIdOf("shopify", "A.MyShopify.com")).toBe(shopIdOf("shopify", "a.myshopify.com"));
  // Somebody may register under another shop's id in other letters: he must not be that shop.
  expect(shopIdOf("shopware", "dirYTogwnp8ehbPF")).not.toBe(shopIdOf("shopware", "dirytogwnp8ehbpf"));
});

test("shops of the same name on two platforms are two", () => {
  expect(shopIdOf("shopware", "a.myshopify.com")).not.toBe(shopIdOf("shopify", "a.myshopify.com"));
});
