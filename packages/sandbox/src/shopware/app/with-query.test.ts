import { describe, expect, it } from "vitest";
import { signed } from "./sign.ts";
import { withQuery } from "./with-query.ts";

/**
 * Made once with PHP 8.2 and guzzlehttp/psr7 2.4.5, which the core uses: shop URL, the query that is signed, and its
 * signature with the secret "app-secret".
 */
const MADE_BY_PHP = [
  [
    "http://localhost:8000",
    "shop-id=Shop0&shop-url=http://localhost:8000&timestamp=1700000000",
    "2d8de24b81ad566b0450bb47ca3804fd4be0aeed5655b704dfa8803c34b00eda",
  ],
  [
    "https://müller.example",
    "shop-id=Shop3&shop-url=https://m%C3%BCller.example&timestamp=1700000000",
    "9e4fd4bd3bd13071ff7293d0c04f19776c2c3c9a31b55ee799abfff2e1cc7c4e",
  ],
  [
    "https://shop.example.com/sub dir",
    "shop-id=Shop4&shop-url=https://shop.example.com/sub%20dir&timestamp=1700000000",
    "372e4b1ae9bfa5bb1d31c13a8dc57444bfa2d72d6c0815ddec8ced7e6378bab8",
  ],
] as const;

describe("a query as Guzzle writes it", () => {
  it("is what PHP made of the same shop, and signed alike", () => {
    for (const [shopUrl, expected, signature] of MADE_BY_PHP) {
      const id = /shop-id=(\w+)/.exec(expected)?.[1] ?? "";
      const { query, url } = withQuery("https://bridge.example.com/register", {
        "shop-id": id,
        "shop-url": shopUrl,
        timestamp: "1700000000",
      });
      expect(query).toBe(expected);
      expect(url).toBe(`https://bridge.example.com/register?${expected}`);
      expect(signed(query, "app-secret")).toBe(signature);
    }
  });

  it("leaves a question mark as it is, and escapes what would end a value or the query", () => {
    const { query } = withQuery("https://a.example/", { u: "https://b.example/ä?x=1&y=2#end" });
    expect(query).toBe("u=https://b.example/%C3%A4?x%3D1%26y%3D2%23end");
  });

  it("stands behind the query that the URL has", () => {
    expect(withQuery("https://a.example/register?env=prod&b=%20", { t: "1" }).query).toBe("env=prod&b=%20&t=1");
  });
});
