import { describe, expect, test } from "vitest";
import { adminOrigin } from "./admin-origin.ts";

describe("adminOrigin", () => {
  test("is the shop itself", () => {
    expect(adminOrigin("Some-Shop.myshopify.com", null)).toBe("https://some-shop.myshopify.com");
  });

  test("is the sandbox under the shop's name where there is one", () => {
    expect(adminOrigin("some-shop.myshopify.com", "http://127.0.0.1:4000")).toBe(
      "http://127.0.0.1:4000/some-shop.myshopify.com",
    );
  });

  test.each(["shop.example.com", "shop.myshopify.com.example.com", "a@b.myshopify.com", "", "x.myshopify.com/y"])(
    "gives no token to %j, which is no shop",
    (shop) => {
      expect(() => adminOrigin(shop, null)).toThrow("not the domain of a shop");
    },
  );

  test.each([
    "http://example.com:80",
    "https://127.0.0.1:1",
    "http://127.0.0.1:1@example.com",
    "http://localhost:1",
    "",
  ])("gives no token to %j, which is no sandbox on this machine", (sandbox) => {
    expect(() => adminOrigin("some-shop.myshopify.com", sandbox)).toThrow("the sandbox must be at");
  });
});
