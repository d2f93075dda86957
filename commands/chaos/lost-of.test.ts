import { expect, test } from "vitest";
import { lostOf } from "./lost-of.ts";

// printf first | sha256sum
const FIRST = "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e";

test("an acknowledged event without a row is lost, also where another shop has one of the same id", () => {
  const stored = new Set([`shop-a ${FIRST}`]);
  expect(lostOf([{ shopId: "shop-a", ids: ["first"] }], stored)).toBe(0);
  expect(lostOf([{ shopId: "shop-a", ids: ["first", "second"] }], stored)).toBe(1);
  expect(lostOf([{ shopId: "shop-b", ids: ["first"] }], stored)).toBe(1);
  expect(lostOf([{ shopId: undefined, ids: ["first"] }], stored)).toBe(1);
});
