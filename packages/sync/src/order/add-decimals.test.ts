import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDecimals, Decimal } from "./money.ts";

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const asAmount = (units: number) => {
  const text = String(Math.abs(units)).padStart(3, "0");
  return `${units < 0 ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
};

describe("addDecimals", () => {
  test.each([
    ["75.00", "10.00", "85.00"],
    ["0.1", "0.2", "0.3"],
    ["1.5", "0.25", "1.75"],
    ["100", "0.005", "100.005"],
    ["-0.05", "0.02", "-0.03"],
    ["0", "-0", "0"],
    ["999999999999999999999.99", "0.01", "1000000000000000000000.00"],
  ])("%s + %s = %s", (a, b, sum) => {
    expect(addDecimals(a, b)).toBe(sum);
  });

  test("it adds exactly, in any order, and the sum is a decimal again", () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const sum = addDecimals(asAmount(a), asAmount(b));
        expect(sum).toBe(asAmount(a + b));
        expect(addDecimals(asAmount(b), asAmount(a))).toBe(sum);
        expect(Decimal.safeParse(sum).success).toBe(true);
      }),
    );
  });
});
