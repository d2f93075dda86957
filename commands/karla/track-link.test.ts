import { createKeyring, sealKeyOf } from "@karla/store/keyring";
import { shopIdOf } from "@karla/sync/ids";
import { expect, test } from "vitest";
import { createTrackLinks } from "../../app/proxy/create-track-link.ts";
import { derivedKeyring } from "../../packages/store/src/derived-keyring.ts";
import { trackLink } from "./track-link.ts";

const SHOP = shopIdOf("shopify", "tea.myshopify.com");
const master = createKeyring({ current: sealKeyOf(Buffer.alloc(32, 1)) });
const clock = { now: () => Date.UTC(2026, 10, 30) };
const link = (shop?: string, order?: string) => trackLink({ master, clock }, { shopId: SHOP, shop, order });

test("the link is one of the shop's tracking page, and opens the order there", () => {
  const url = new URL(link("Tea.myshopify.com", "820982911946154508"));
  expect(url.origin + url.pathname).toBe("https://tea.myshopify.com/apps/karla/track");
  const links = createTrackLinks({ keys: derivedKeyring(master, "track-link", ""), clock });
  expect(links.read(SHOP, url.searchParams.get("token") ?? "")).toBe("820982911946154508");
});

test.each([
  [undefined, "1"],
  ["tea.example.com", "1"],
  ["tea.myshopify.com", undefined],
  ["tea.myshopify.com", "#1001"],
])("of shop %s and order %s there is none", (shop, order) => {
  expect(() => link(shop, order)).toThrow(/Say which/);
});
