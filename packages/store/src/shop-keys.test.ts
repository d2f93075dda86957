import { randomBytes } from "node:crypto";
import { shopIdOf } from "@karla/sync/ids";
import { expect, it } from "vitest";
import { createInboxKeys } from "./inbox-keys.ts";
import { createKeyring, sealKeyOf } from "./keyring.ts";
import { keyIdOf, open, seal } from "./secret-box.ts";
import { createDataKey, unwrapDataKey, wrapDataKey } from "./shop-keys.ts";

const shopA = shopIdOf("shopify", "a.example.com");
const shopB = shopIdOf("shopify", "b.example.com");
const first = sealKeyOf(randomBytes(32));
const second = sealKeyOf(randomBytes(32));
const before = createKeyring({ current: first });
const after = createKeyring({ current: second, previous: [first] });
const place = { tenant: shopA, table: "inbox", column: "body" };

it("unwraps the data key of a shop, also after the master key was rotated", () => {
  const dataKey = createDataKey();
  const wrapped = wrapDataKey(before, shopA, dataKey);
  expect(unwrapDataKey(before, shopA, wrapped)).toEqual(dataKey);
  expect(unwrapDataKey(after, shopA, wrapped)).toEqual(dataKey);
  expect(keyIdOf(wrapped)).toBe(first.id);
  expect(wrapped.includes(dataKey.key)).toBe(false);
});

it("does not unwrap the data key of another shop, nor with another master key", () => {
  const wrapped = wrapDataKey(before, shopA, createDataKey());
  expect(() => unwrapDataKey(before, shopB, wrapped)).toThrow(expect.objectContaining({ code: "not_authentic" }));
  const stranger = createKeyring({ current: second });
  expect(() => unwrapDataKey(stranger, shopA, wrapped)).toThrow(expect.objectContaining({ code: "unknown_key" }));
});

it("gives each shop its own data key", () => {
  expect(createDataKey().key).not.toEqual(createDataKey().key);
});

it("derives the same inbox key in every process, another for every shop and master key", () => {
  const key = createInboxKeys({ master: before }).keyringOf(shopA).current;
  expect(createInboxKeys({ master: before }).keyringOf(shopA).current).toEqual(key);
  expect(createInboxKeys({ master: before }).keyringOf(shopB).current.key).not.toEqual(key.key);
  expect(createInboxKeys({ master: after }).keyringOf(shopA).current.key).not.toEqual(key.key);
  expect(key.key).not.toEqual(first.key);
});

it("opens inbox rows sealed under a previous master key", () => {
  const sealed = seal(createInboxKeys({ master: before }).keyringOf(shopA).current, Buffer.from("x"), place);
  expect(open(createInboxKeys({ master: after }).keyringOf(shopA), sealed, place).toString()).toBe("x");
});

it("keeps the inbox keys of the shops used last, and no more than the capacity", () => {
  const keys = createInboxKeys({ master: before, capacity: 2 });
  const a = keys.keyringOf(shopA);
  const b = keys.keyringOf(shopB);
  expect(keys.keyringOf(shopA)).toBe(a);
  keys.keyringOf(shopIdOf("shopify", "c.example.com"));
  expect(keys.keyringOf(shopA)).toBe(a);
  expect(keys.keyringOf(shopB)).not.toBe(b);
});
