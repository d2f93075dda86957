import fc from "fast-check";
import { expect, test } from "vitest";
import { readInstant } from "./read-instant.ts";

test.each([
  ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.000Z"],
  ["2026-03-01T12:00:00+01:00", "2026-03-01T11:00:00.000Z"],
  ["2026-03-01T12:00:00.123-0500", "2026-03-01T17:00:00.123Z"],
  // Without an offset: Central European time.
  ["2026-03-01T12:00:00", "2026-03-01T11:00:00.000Z"],
  ["2026-07-01T12:00", "2026-07-01T10:00:00.000Z"],
  // The last minute before the clocks go forward, and the first after.
  ["2026-03-29T01:59:00", "2026-03-29T00:59:00.000Z"],
  ["2026-03-29T03:00:00", "2026-03-29T01:00:00.000Z"],
  // The hour that comes twice, and the first minute after it.
  ["2026-10-25T02:30:00", "2026-10-25T00:30:00.000Z"],
  ["2026-10-25T03:00:00", "2026-10-25T02:00:00.000Z"],
])("%s is %s", (text, instant) => {
  expect(readInstant(text)?.toISOString()).toBe(instant);
});

test.each(["", "yesterday", "2026-03-01", "2026-13-01T00:00:00Z", "2026-03-01T25:00:00", "1772366400", "12:00:00"])(
  "%j is no instant",
  (text) => {
    expect(readInstant(text)).toBeNull();
  },
);

test("what a clock in Berlin shows is read back as the instant at which it showed it, but for the hour that comes twice", () => {
  const clock = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Berlin",
    dateStyle: "short",
    timeStyle: "medium",
  });
  const seconds = fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2035, 0) / 1000 });
  fc.assert(
    fc.property(seconds, (second) => {
      const read = readInstant(clock.format(second * 1000).replace(" ", "T"))?.getTime() ?? 0;
      expect([0, 3_600_000]).toContain(second * 1000 - read);
    }),
  );
});
