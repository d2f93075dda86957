import { expect, test } from "vitest";
import { sumsOn } from "./days.fixture.ts";
import { verdictOfDay } from "./verdict-of-day.ts";

const DAY = "2026-11-24";

test.each([
  ["of which more is missing than waits", sumsOn(DAY, { missing: 2, waiting: 1 }), "missing"],
  ["whose orders are about to be sent", sumsOn(DAY, { missing: 1, waiting: 1 }), "waiting"],
  ["on which nothing was placed", sumsOn(DAY, { inShop: 0 }), "nothing_placed"],
  ["on which all arrived", sumsOn(DAY), "whole"],
])("a day %s", (_, day, verdict) => {
  expect(verdictOfDay(day)).toBe(verdict);
});

test("a day is recovered where an order was found, unless something is still missing", () => {
  expect(verdictOfDay(sumsOn(DAY, { recovered: 1 }))).toBe("recovered");
  expect(verdictOfDay(sumsOn(DAY, { recovered: 1, missing: 1, waiting: 1 }))).toBe("waiting");
});
