import { expect, test } from "vitest";
import { account, find, gap } from "./days.fixture.ts";
import { findsOfDay, leftOutOn, recoveredIn, sumsOf } from "./sums-of-days.ts";

const today = account("2026-11-24", { inShop: 10, missing: 3, gaps: [gap("1", "waiting"), gap("2", "not_in_books")] });

test("a find belongs to the day on which its order was placed, in the shop's calendar", () => {
  const late = find("1", { placedAt: "2026-11-23T23:00:00.000Z", foundAt: "2026-11-25T08:00:00.000Z" });
  const before = find("2", { placedAt: "2026-11-23T22:59:59.000Z" });
  const next = find("3", { placedAt: "2026-11-24T23:00:00.000Z" });
  expect(findsOfDay(today, [late, before, next])).toEqual([late]);
});

test("an order that was found twice was recovered once; what is gone was not", () => {
  const again = find("1", { reconciliationId: "r2", why: "stale" });
  expect(recoveredIn([find("1"), again, find("2"), find("3", { outcome: "gone" })])).toBe(2);
});

test("left out is what was left out for any reason", () => {
  expect(leftOutOn(account("2026-11-24"))).toBe(4);
});

test("days come to what each of them comes to", () => {
  const sums = sumsOf([today, account("2026-11-23", { inShop: 5 })], [find("1")]);
  expect(sums).toEqual({ inShop: 15, accounted: 12, recovered: 1, missing: 3, waiting: 1 });
});
