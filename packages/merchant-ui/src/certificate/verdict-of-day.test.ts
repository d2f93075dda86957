import { expect, test } from "vitest";
import { account, find, gap } from "./days.fixture.ts";
import { verdictOfDay } from "./verdict-of-day.ts";

const DAY = "2026-11-24";
const waiting = gap("1", "waiting");

test.each([
  [
    "of which an order is in nobody's books",
    account(DAY, { missing: 2, gaps: [waiting, gap("2", "refused")] }),
    "missing",
  ],
  ["of which more is missing than is named", account(DAY, { missing: 2, gaps: [waiting] }), "missing"],
  ["whose orders are about to be sent", account(DAY, { missing: 1, gaps: [waiting] }), "waiting"],
  ["on which nothing was placed", account(DAY, { inShop: 0 }), "nothing_placed"],
  ["on which all arrived", account(DAY), "whole"],
])("a day %s", (_, day, verdict) => {
  expect(verdictOfDay(day, [])).toBe(verdict);
});

test("a day is recovered where an order was found, unless something is still missing", () => {
  expect(verdictOfDay(account(DAY), [find("1")])).toBe("recovered");
  expect(verdictOfDay(account(DAY, { missing: 1, gaps: [waiting] }), [find("1")])).toBe("waiting");
});
