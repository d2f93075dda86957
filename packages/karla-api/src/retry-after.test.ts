import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const now = Date.UTC(2026, 2, 1, 12, 0, 0);
const HOUR = 3_600_000;

describe("Retry-After", () => {
  it.each([
    ["seconds", "7", 7_000],
    ["zero", "0", 0],
    ["surrounding blanks", " 7 ", 7_000],
    ["more than an hour", "1000000000", HOUR],
    ["a date", "Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
    ["the older date form", "Sunday, 01-Mar-26 12:00:30 GMT", 30_000],
    ["the C date form, which is GMT too", "Sun Mar  1 12:00:30 2026", 30_000],
    ["a date far away", "Mon, 01 Mar 2027 12:00:00 GMT", HOUR],
  ])("reads %s", (_what, header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });

  it.each([
    ["missing", undefined],
    ["empty", ""],
    ["negative", "-5"],
    ["fractional", "1.5"],
    ["garbage", "soon"],
    ["a past date", "Sun, 01 Mar 2026 11:59:59 GMT"],
    ["no HTTP date", "2026-03-01T12:00:30Z"],
    ["a date that does not exist", "Sun, 99 Mar 2026 12:00:30 GMT"],
    ["two values", "5, 7"],
  ])("is absent when %s", (_what, header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  });

  it("never asks for more than an hour, less than nothing or something that is no number", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
        ),
        (header) => {
          const wait = parseRetryAfter(header, now) ?? 0;
          expect(wait >= 0 && wait <= HOUR).toBe(true);
        },
      ),
    );
  });
});
