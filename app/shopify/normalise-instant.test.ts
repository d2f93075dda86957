import fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseInstant } from "./normalise-instant.ts";

test.each([
  ["2026-11-02T09:14:07+01:00", "2026-11-02T09:14:07+01:00"],
  ["2026-11-02T09:14:07+0530", "2026-11-02T09:14:07+05:30"],
  ["2026-11-02T09:14:07-08", "2026-11-02T09:14:07-08:00"],
  ["2024-10-05T12:34:56.123456789Z", "2024-10-05T12:34:56.123456789Z"],
  ["2021-12-31T19:00:00-00:00", "2021-12-31T19:00:00+00:00"],
  ["2021-12-31t19:00:00z", "2021-12-31T19:00:00Z"],
  ["2020-02-02 01:02:03.000", "2020-02-02T01:02:03.000Z"],
  ["2019-01-01 00:00:00.000Z", "2019-01-01T00:00:00.000Z"],
  ["2008-01-10", "2008-01-10T00:00:00Z"],
  ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"],
  ["2026-11-02T09:14Z", "2026-11-02T09:14:00Z"],
  [" 2026-11-02T09:14:07+14:00 ", "2026-11-02T09:14:07+14:00"],
  ["2024-02-29", "2024-02-29T00:00:00Z"],
])("%j is %s", (text, instant) => {
  expect(normaliseInstant(text)).toBe(instant);
});

test.each([
  "2026-02-30",
  "2025-02-29",
  "2026-13-01",
  "2026-00-10",
  "2026-11-02T24:00:00Z",
  "2026-11-02T09:60:00Z",
  "2026-11-02T09:14:61Z",
  "2026-11-02T09:14:07+15:00",
  "1730000000",
  "1730000000000",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00Z",
  "275761-01-01T00:00:00Z",
  "yesterday",
  "2026-11-02T09:14:07+01:00\u0000x",
  "",
  null,
  true,
  {},
  undefined,
])("%j is no date", (field) => {
  expect(normaliseInstant(field)).toBeNull();
});

test("every instant of JavaScript since 1970 is the same instant afterwards", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }), (date) => {
      expect(Date.parse(normaliseInstant(date.toISOString()) ?? "")).toBe(date.getTime());
    }),
  );
});
