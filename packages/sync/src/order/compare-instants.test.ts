import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareInstants } from "./compare-instants.ts";

describe("comparing instants", () => {
  it.each([
    ["2026-03-01T10:00:00+01:00", "2026-03-01T09:00:00Z", "offsets"],
    ["2026-03-01T09:00:00-00:00", "2026-03-01T09:00:00Z", "the negative zero offset"],
    ["2026-03-01T14:30:00+05:30", "2026-03-01T09:00:00.000Z", "half hours and milliseconds"],
    ["2026-03-01T09:00:00+0000", "2026-03-01T09:00:00z", "offsets without a colon, small letters"],
    ["2026-03-01 09:00:00.000", "2026-03-01T09:00:00Z", "a time without an offset, which is UTC"],
    ["2026-03-01", "2026-03-01T00:00:00Z", "a date alone, which is its first moment"],
    ["", "2026-02-30T00:00:00Z", "two texts that are no instant"],
  ])("finds %s and %s the same: %s", (a, b) => {
    expect(compareInstants(a, b)).toBe(0);
    expect(compareInstants(b, a)).toBe(0);
  });

  it.each([
    ["2026-03-01T10:00:00+01:00", "2026-03-01T09:30:00Z", "though its text is greater"],
    ["2026-03-01T09:00:00.000000001Z", "2026-03-01T09:00:00.000000002Z", "to the nanosecond"],
    ["2026-03-01T09:00:00.09Z", "2026-03-01T09:00:00.1Z", "with fractions of different length"],
    ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000000001Z", "with and without a fraction"],
    ["0099-12-31T00:00:00Z", "1970-01-01T00:00:00Z", "in a year of two digits"],
    ["", "0001-01-01T00:00:00Z", "because it is no instant"],
    ["2026-13-01T00:00:00Z", "1999-01-01T00:00:00Z", "because there is no 13th month"],
    ["2026-01-01T24:00:00Z", "1999-01-01T00:00:00Z", "because there is no 24th hour"],
    ["2026-01-01T00:00:00+99:00", "1999-01-01T00:00:00Z", "because there is no such offset"],
  ])("puts %s before %s: %s", (a, b) => {
    expect(compareInstants(a, b)).toBe(-1);
    expect(compareInstants(b, a)).toBe(1);
  });

  it("agrees with the clock for every moment and offset", () => {
    const moment = fc.tuple(fc.integer({ min: -2e12, max: 4e12 }), fc.integer({ min: -14 * 60, max: 14 * 60 }));
    fc.assert(
      fc.property(moment, moment, ([a, offsetA], [b, offsetB]) => {
        expect(compareInstants(inOffset(a, offsetA), inOffset(b, offsetB))).toBe(Math.sign(a - b));
      }),
    );
  });
});

function inOffset(milliseconds: number, minutes: number): string {
  const local = new Date(milliseconds + minutes * 60_000).toISOString().slice(0, -1);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${local}${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
