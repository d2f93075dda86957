import { expect, it } from "vitest";
import { proxyQuery } from "./proxy-query.ts";

it("signs as Shopify's documentation does", () => {
  // https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies
  const query = proxyQuery(new URLSearchParams("extra=1&extra=2"), {
    shop: "shop-name.myshopify.com",
    secret: "hush",
    pathPrefix: "/apps/awesome_reviews",
    customerId: "1",
    now: 1_317_327_555_000,
  });
  expect(query).toBe(
    "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews" +
      "&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
  );
});

it("names no customer where none is logged in", () => {
  const visit = { shop: "a.myshopify.com", secret: "s", pathPrefix: "/apps/karla", customerId: null, now: 0 };
  expect(proxyQuery(new URLSearchParams(), visit)).toContain("logged_in_customer_id=&");
});
