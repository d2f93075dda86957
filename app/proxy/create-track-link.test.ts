import { shopIdOf } from "@karla/sync/ids";
import { expect, test } from "vitest";
import { createTrackLinks } from "./create-track-link.ts";
import type { TokenKeys } from "./signed-token.ts";

const SHOP = shopIdOf("shopify", "tea.myshopify.com");
const DAY_MS = 24 * 60 * 60_000;
const keyOf = (id: string) => ({ id, key: Buffer.alloc(32, id) });

function setUp(keys: TokenKeys = ringOf("new", "old")) {
  const clock = { at: Date.UTC(2026, 10, 30), now: () => clock.at };
  return { clock, links: createTrackLinks({ keys, clock }) };
}

function ringOf(current: string, ...former: string[]): TokenKeys {
  const all = new Map([current, ...former].map((id) => [id, keyOf(id)]));
  return { current: keyOf(current), find: (id) => all.get(id) ?? null };
}

test("a link opens its order in its shop, and nothing personal is in it", () => {
  const { links } = setUp();
  const token = links.create(SHOP, "820982911946154508");
  expect(links.read(SHOP, token)).toBe("820982911946154508");
  expect(token).toMatch(/^820982911946154508\.\d{10}\.new\.[\w-]{43}$/);
  expect(links.read(shopIdOf("shopify", "other.myshopify.com"), token)).toBeNull();
});

test("a link ends after half a year", () => {
  const { links, clock } = setUp();
  const token = links.create(SHOP, "1");
  clock.at += 180 * DAY_MS - 1_000;
  expect(links.read(SHOP, token)).toBe("1");
  clock.at += 1_000;
  expect(links.read(SHOP, token)).toBeNull();
});

test("links of a former key open, those of a key that is gone do not", () => {
  const token = setUp(ringOf("old")).links.create(SHOP, "1");
  expect(setUp(ringOf("new", "old")).links.read(SHOP, token)).toBe("1");
  expect(setUp(ringOf("new")).links.read(SHOP, token)).toBeNull();
});

test("a link that was changed anywhere opens nothing", () => {
  const { links } = setUp();
  const token = links.create(SHOP, "12");
  const changed = [...token].map(
    (character, at) => `${token.slice(0, at)}${character === "1" ? "2" : "1"}${token.slice(at + 1)}`,
  );
  const odd = [
    "",
    ".",
    "...",
    `${token}.`,
    ` ${token}`,
    `${token}\n`,
    token.toUpperCase(),
    token.replace("new", "old"),
  ];
  for (const forged of [...changed, ...odd]) expect(links.read(SHOP, forged)).toBeNull();
});

test("an order id that has no place in a link is refused", () => {
  for (const id of ["", "a.b", "a\nb", "ü", "1".repeat(65)])
    expect(() => setUp().links.create(SHOP, id)).toThrow(RangeError);
});

test("a page that shows an order leads back to it for a day, and a page of an order that fits no link does not", () => {
  const { links, clock } = setUp();
  const token = links.createForPage(SHOP, "1") ?? expect.fail("a link");
  clock.at += DAY_MS - 1_000;
  expect(links.read(SHOP, token)).toBe("1");
  clock.at += 1_000;
  expect(links.read(SHOP, token)).toBeNull();
  expect(links.createForPage(SHOP, "TEA/1")).toBeNull();
});
