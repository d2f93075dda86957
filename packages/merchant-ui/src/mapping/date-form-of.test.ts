import { expect, test } from "vitest";
import { dateFormOf } from "./date-form-of.ts";

test.each([
  ["2026-12-24", "iso"],
  ["2026-12-24T18:30:00+01:00", "iso"],
  ["2026/12/24", "slashes"],
  ["24.12.2026", "d.m.y"],
  ["1.2.2026", "d.m.y"],
  ["12/24/2026", "m/d/y"],
])("%s is written as %s", (example, form) => {
  expect(dateFormOf([example])).toBe(form);
});

test("of dates that show only how they begin, those that all begin with the century have the year first", () => {
  expect(dateFormOf(["20… (10)", "20… (10)"])).toBe("iso");
  expect(dateFormOf(["20… (10)", "24… (10)"])).toBe("d.m.y");
});

test("a whole date says more than how others begin", () => {
  expect(dateFormOf(["20… (10)", "20.12.2026"])).toBe("d.m.y");
});

test("without examples the year is first, as machines write it", () => {
  expect(dateFormOf([])).toBe("iso");
});
