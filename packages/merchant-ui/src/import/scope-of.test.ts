import { expect, test } from "vitest";
import { outOfReachBefore, scopeOf } from "./scope-of.ts";

const to = "2026-11-24T12:00:00.000Z";
const lastMonth = { from: "2026-10-25T12:00:00.000Z", to };
const everything = { from: "2000-01-01T00:00:00.000Z", to };
const reach = "2026-09-25T12:00:00.000Z";

test("an import is of so many days, or of everything", () => {
  expect([scopeOf({ placed: lastMonth }), scopeOf({ placed: everything })]).toEqual([30, null]);
});

test("what is out of reach is said where an import goes back that far", () => {
  expect(outOfReachBefore({ placed: { from: reach, to }, reach })).toBe(reach);
  expect(outOfReachBefore({ placed: lastMonth, reach })).toBeNull();
  expect(outOfReachBefore({ placed: everything, reach: null })).toBeNull();
});
