import { expect, test } from "vitest";
import { formatDay } from "./format-day.ts";
import { lastDays } from "./last-days.ts";

test("the last days end with today, and go over the end of a month and a year", () => {
  expect(lastDays("2027-01-02", 4)).toEqual(["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]);
});

test("a day is said in the merchant's language, and is the same day in every time zone", () => {
  expect(formatDay("2026-11-24", "de", "full")).toBe("Dienstag, 24. November 2026");
  expect(formatDay("2026-11-24", "en-GB")).toBe("24 Nov 2026");
  expect(formatDay("2026-11-24", "en-GB", "short")).toBe("24 Nov");
});
