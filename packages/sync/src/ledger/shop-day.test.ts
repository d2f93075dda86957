import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, daysAfter, instantsOf } from "./shop-day.ts";

const HOUR = 60 * 60_000;
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Asia/Kolkata",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Pacific/Chatham",
];

describe("a shop's day", () => {
  test("begins and ends at the shop's midnight", () => {
    expect(dayOf(Date.parse("2026-11-29T22:59:59Z"), "Europe/Berlin")).toBe("2026-11-29");
    expect(dayOf(Date.parse("2026-11-29T23:00:00Z"), "Europe/Berlin")).toBe("2026-11-30");
    expect(instantsOf("2026-11-29", "Europe/Berlin")).toEqual({
      from: Date.parse("2026-11-28T23:00:00Z"),
      to: Date.parse("2026-11-29T23:00:00Z"),
    });
  });

  test.each([
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    // There the clock goes on at midnight itself: the day begins at one.
    ["America/Santiago", "2026-09-06", 23],
    ["Asia/Beirut", "2026-10-24", 25],
  ])("in %s the %s has %s hours", (zone, day, hours) => {
    const { from, to } = instantsOf(day, zone);
    expect((to - from) / HOUR).toBe(hours);
  });

  test("every instant lies in one day, and where a day ends the next begins", () => {
    const instant = fc.date({ min: new Date("2015-01-01"), max: new Date("2037-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (zone, date) => {
        const at = Math.floor(date.getTime() / 1_000) * 1_000;
        const day = dayOf(at, zone);
        const { from, to } = instantsOf(day, zone);
        expect(from <= at && at < to).toBe(true);
        expect(dayOf(from, zone)).toBe(day);
        expect(dayOf(from - 1, zone)).toBe(daysAfter(day, -1));
        expect(instantsOf(daysAfter(day, 1), zone).from).toBe(to);
      }),
    );
  });
});
