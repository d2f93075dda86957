import { expect, test } from "vitest";
import { timeZoneOf } from "./time-zone-of.ts";

test.each([
  ["DE", "Europe/Berlin"],
  [" gb ", "Europe/London"],
  ["US", "UTC"],
  ["constructor", "UTC"],
  ["", "UTC"],
  [null, "UTC"],
  [undefined, "UTC"],
])("a clock in %s shows the time of %s, which the runtime knows", (code, zone) => {
  expect(timeZoneOf(code)).toBe(zone);
  expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
});
