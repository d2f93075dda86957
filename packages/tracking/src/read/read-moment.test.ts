import fc from "fast-check";
import { expect, test } from "vitest";
import { readDate, readInstant, readMoment } from "./read-moment.ts";

test.each([
  ["2026-03-05T12:30:00Z", Date.UTC(2026, 2, 5, 12, 30)],
  ["2026-03-05T12:30:00+01:00", Date.UTC(2026, 2, 5, 11, 30)],
  ["2026-03-05T12:30:00+0100", Date.UTC(2026, 2, 5, 11, 30)],
  ["2026-03-05 12:30", Date.UTC(2026, 2, 5, 12, 30)],
  ["2026-03-05T12:30:00.123456Z", Date.UTC(2026, 2, 5, 12, 30, 0, 123)],
  ["2026-03-05t12:30:00z", Date.UTC(2026, 2, 5, 12, 30)],
])("%s is an instant, on every machine the same", (text, at) => {
  expect(readInstant(text)).toBe(at);
});

test.each([
  "",
  "soon",
  "2026-03-05",
  "2026-02-30T10:00:00Z",
  "2026-03-05T25:00:00Z",
  "1772712000",
  "2026-13-01T00:00:00Z",
])("%j is no instant", (text) => {
  expect(readInstant(text)).toBeNull();
});

test("a date at midnight sharp is a day, and only where dates are meant", () => {
  expect(readDate("2026-03-05T00:00:00+01:00")).toEqual({ precision: "day", on: "2026-03-05" });
  expect(readDate("2026-03-05T00:01:00Z")).toMatchObject({ precision: "instant" });
  expect(readMoment("2026-03-05T00:00:00Z")).toEqual({ precision: "instant", at: Date.UTC(2026, 2, 5) });
});

test("whatever is written, reading it does not throw and gives something that can be formatted", () => {
  const text = fc.oneof(
    fc.string(),
    fc.date().map(String),
    fc.stringMatching(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(Z|\+\d\d:\d\d)?$/),
  );
  fc.assert(
    fc.property(text, (written) => {
      const moment = readDate(written);
      if (moment?.precision === "instant") expect(new Date(moment.at).toISOString()).toMatch(/T/);
      if (moment?.precision === "day") expect(Number.isNaN(Date.parse(moment.on))).toBe(false);
    }),
  );
});
