import { expect, test } from "vitest";
import { lostOf } from "./lost-of.ts";

test("an acknowledged delivery without a row is lost, also where another shop has one of the same key", () => {
  const stored = new Set(["shop-a k1"]);
  expect(lostOf([{ shopId: "shop-a", keys: ["k1"] }], stored)).toBe(0);
  expect(lostOf([{ shopId: "shop-a", keys: ["k1", "k2"] }], stored)).toBe(1);
  expect(lostOf([{ shopId: "shop-b", keys: ["k1"] }], stored)).toBe(1);
  expect(lostOf([{ shopId: undefined, keys: ["k1"] }], stored)).toBe(1);
});
