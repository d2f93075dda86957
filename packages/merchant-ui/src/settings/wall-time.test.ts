import { expect, test } from "vitest";
import { instantOfWall, wallTimeOf } from "./wall-time.ts";

const BERLIN = "Europe/Berlin";

test.each([
  ["2026-11-24T10:00", BERLIN, "2026-11-24T10:00:00+01:00"],
  ["2026-07-01T00:00", BERLIN, "2026-07-01T00:00:00+02:00"],
  ["2026-11-24T10:00:59.5", "UTC", "2026-11-24T10:00:00+00:00"],
  ["2026-11-24T10:00", "America/St_Johns", "2026-11-24T10:00:00-03:30"],
  ["2026-12-31T23:30", "Pacific/Kiritimati", "2026-12-31T23:30:00+14:00"],
])("%s in %s is %s, and is shown so", (wall, zone, instant) => {
  expect(instantOfWall(wall, zone)).toBe(instant);
  expect(wallTimeOf(instant, zone)).toBe(wall.slice(0, 16));
});

test("an hour that comes twice is meant when it comes first", () => {
  expect(instantOfWall("2026-10-25T02:30", BERLIN)).toBe("2026-10-25T02:30:00+02:00");
});

test("an hour that does not come is an hour later", () => {
  expect(instantOfWall("2026-03-29T02:30", BERLIN)).toBe("2026-03-29T03:30:00+02:00");
});

test.each(["", "2026-11-24", "24.11.2026 10:00", "2026-02-30T10:00", "2026-11-24T25:00", "0026-11-24T10:00"])(
  "%j is no moment",
  (wall) => {
    expect(instantOfWall(wall, BERLIN)).toBeNull();
  },
);

test("what is stored with another offset is shown as the shop's clock had it", () => {
  expect(wallTimeOf("2026-11-24T18:00:30.250Z", BERLIN)).toBe("2026-11-24T19:00");
  expect(wallTimeOf("", BERLIN)).toBe("");
});
