import { Session } from "@shopify/shopify-api";
import { expect, test } from "vitest";
import { createOwnTrackPages, type OwnTrackPagesDeps } from "./own-track-pages.ts";
import { SHOP, SHOP_ID } from "./told-shop.fixture.ts";

const session = (scope?: string) =>
  new Session({
    id: `offline_${SHOP}`,
    shop: SHOP,
    state: "",
    isOnline: false,
    ...(scope === undefined ? {} : { scope }),
  });

const pagesOf = (changes: Partial<OwnTrackPagesDeps>) =>
  createOwnTrackPages({
    domainOf: async () => SHOP,
    sessions: { loadSession: async () => session("write_orders,write_app_proxy") },
    links: { create: (shop, orderId) => `${orderId}.of.${shop}` },
    sandboxOrigin: undefined,
    ...changes,
  });

test("an order's page is in the shop's own storefront, with a link for this shop", async () => {
  expect(await pagesOf({})(SHOP_ID, "1001")).toBe(`https://${SHOP}/apps/karla/track?token=1001.of.${SHOP_ID}`);
});

test("in the sandbox it is on this machine", async () => {
  const pageOf = pagesOf({ sandboxOrigin: "http://127.0.0.1:4030" });
  expect(await pageOf(SHOP_ID, "1001")).toMatch(/^http:\/\/127\.0\.0\.1:4030\/apps\/karla\/track\?token=/);
});

test.each([
  ["whose merchant has not agreed to it", { sessions: { loadSession: async () => session("write_orders") } }],
  ["that granted something of a longer name", { sessions: { loadSession: async () => session("write_app_proxy_x") } }],
  ["of which no scope is known", { sessions: { loadSession: async () => session() } }],
  ["without the app", { sessions: { loadSession: async () => undefined } }],
  ["that is not known", { domainOf: async () => null }],
])("there is none of a shop %s", async (_, changes) => {
  expect(await pagesOf(changes)(SHOP_ID, "1001")).toBeNull();
});
