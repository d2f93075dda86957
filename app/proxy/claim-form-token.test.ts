import { randomUUID } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { expect, test } from "vitest";
import { createClaimFormTokens } from "./claim-form-token.ts";
import { createTrackLinks } from "./create-track-link.ts";

const SHOP = shopIdOf("shopify", "tea.myshopify.com");
const HOUR_MS = 60 * 60_000;
const key = { id: "key", key: Buffer.alloc(32, 1) };
const keys = { current: key, find: (id: string) => (id === "key" ? key : null) };

function setUp() {
  const clock = { at: Date.UTC(2026, 10, 30), now: () => clock.at };
  const tokens = createClaimFormTokens({ keys, clock, newId: randomUUID });
  const token = tokens.create(SHOP, "1001") ?? expect.fail("a token");
  return { clock, tokens, token };
}

test("a form is of its order and shop for half a day, and no two are the same", () => {
  const { clock, tokens, token } = setUp();
  expect(tokens.read(SHOP, token)).toMatchObject({ orderId: "1001", expiresAt: clock.at + 12 * HOUR_MS });
  const other = tokens.create(SHOP, "1001") ?? "";
  expect(tokens.read(SHOP, other)?.formId).not.toBe(tokens.read(SHOP, token)?.formId);
  expect(tokens.read(shopIdOf("shopify", "other.myshopify.com"), token)).toBeNull();
  clock.at += 12 * HOUR_MS;
  expect(tokens.read(SHOP, token)).toBeNull();
});

test("a form that was changed anywhere is none", () => {
  const { tokens, token } = setUp();
  const changed = [...token].map(
    (character, at) => `${token.slice(0, at)}${character === "1" ? "2" : "1"}${token.slice(at + 1)}`,
  );
  for (const forged of [...changed, "", ".", `${token}.`, ` ${token}`, `${token}\n`])
    expect(tokens.read(SHOP, forged)).toBeNull();
});

test("a link under the same key would be no form, and a form no link", () => {
  const { clock, tokens, token } = setUp();
  const links = createTrackLinks({ keys, clock });
  expect(links.read(SHOP, token)).toBeNull();
  expect(tokens.read(SHOP, links.create(SHOP, "1001"))).toBeNull();
});

test("an order whose id fits no token has no form", () => {
  for (const id of ["", "a.b", "a\nb", "1".repeat(65)]) expect(setUp().tokens.create(SHOP, id)).toBeNull();
});
