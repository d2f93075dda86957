import { expect, test } from "vitest";
import { sumsOn } from "./days.fixture.ts";
import { leftOutOn, sumsOf } from "./sums-of-days.ts";

test("left out is what was left out for any reason", () => {
  expect(leftOutOn(sumsOn("2026-11-24"))).toBe(4);
});

test("days come to what each of them comes to", () => {
  const today = sumsOn("2026-11-24", { inShop: 10, missing: 3, recovered: 1 });
  const sums = sumsOf([today, sumsOn("2026-11-23", { inShop: 5, recovered: 2 })]);
  expect(sums).toEqual({ inShop: 15, accounted: 12, recovered: 3, missing: 3 });
});
