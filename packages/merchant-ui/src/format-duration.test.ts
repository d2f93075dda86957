import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration } from "./format-duration.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "0.1 seconds"],
  [420, "0.4 seconds"],
  [SECOND, "1 second"],
  [9_990, "10 seconds"],
  [59_900, "1 minute"],
  [59 * MINUTE + 40 * SECOND, "1 hour"],
  [3 * HOUR + 20 * MINUTE, "3 hours 20 minutes"],
  [2 * DAY, "2 days"],
  [2 * DAY + 5 * HOUR + 30 * MINUTE, "2 days 5 hours"],
  [2 * DAY + 30 * MINUTE, "2 days 30 minutes"],
])("%i ms reads %s", (ms, text) => {
  expect(formatDuration(ms, "en")).toBe(text);
});

test("it reads as the merchant's language does", () => {
  expect(formatDuration(420, "de")).toBe("0,4 Sekunden");
  expect(formatDuration(HOUR + MINUTE, "de")).toBe("1 Stunde 1 Minute");
});

test("no length reads as nothing, none needs more than two units", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * DAY }), (ms) => {
      const text = formatDuration(ms, "en");
      expect(text).toMatch(/^[1-9]|^0\.[1-9]/);
      expect(text.split(" ").length).toBeLessThanOrEqual(4);
    }),
  );
});
