import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { majorUnits } from "./major-units.ts";
import { readNumbersAsText } from "./read-numbers-as-text.ts";
import { sameDecimal } from "./same-decimal.ts";

describe("two decimals", () => {
  it.each([
    ["398.00", "398"],
    ["0.50", ".5".padStart(3, "0")],
    ["1e3", "1000.0"],
    ["0", "-0.00"],
    ["12.30", "12.3"],
  ])("%s and %s are the same number", (left, right) => {
    expect(sameDecimal(left, right)).toBe(true);
  });

  it.each([
    ["0.1", "0.10000000000000001"],
    ["9007199254740993", "9007199254740992"],
    ["1.5", "-1.5"],
    ["10", "1"],
    ["1", ""],
    ["example", "example"],
  ])("%s and %s are not", (left, right) => {
    expect(sameDecimal(left, right)).toBe(false);
  });

  it("are the same exactly when their smallest units are", () => {
    const minor = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(fc.property(minor, minor, (a, b) => sameDecimal(majorUnits(a, 2), majorUnits(b, 2)) === (a === b)));
    fc.assert(fc.property(minor, (a) => sameDecimal(majorUnits(a, 2), String(a / 100))));
  });

  it("come out of JSON with the digits they were written with", () => {
    expect(readNumbersAsText('{"a":398.10,"b":[9007199254740993],"c":"1.0"}')).toEqual({
      a: "398.10",
      b: ["9007199254740993"],
      c: "1.0",
    });
  });
});
