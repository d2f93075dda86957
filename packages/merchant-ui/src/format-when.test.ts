import { expect, test } from "vitest";
import { formatWhen } from "./format-when.ts";

const AT = "2026-11-24T23:05:00.000Z";

test("a moment is told in the shop's zone, where it may be another day", () => {
  expect(formatWhen(AT, "de", "Europe/Berlin")).toBe("25.11.2026, 00:05");
  expect(formatWhen(AT, "de", "America/New_York")).toBe("24.11.2026, 18:05");
});

test("a moment is told as the merchant's locale does", () => {
  expect(formatWhen(AT, "en-GB", "Europe/Berlin")).toBe("25 Nov 2026, 00:05");
});

test("server and browser write the same space before PM", () => {
  expect(formatWhen(AT, "en-US", "America/New_York")).toBe("Nov 24, 2026, 6:05 PM");
});
