import { describe, expect, it } from "vitest";
import { amountText, CHF, EUR, inPresentment, JPY } from "./currency.ts";

describe("an amount in the books", () => {
  it.each([
    [1990, EUR, "19.90"],
    [5, EUR, "0.05"],
    [-250, EUR, "-2.50"],
    [0, EUR, "0.00"],
    [404, JPY, "404"],
  ])("of %i is printed as Shopify prints it", (minor, currency, text) => {
    expect(amountText(minor, currency)).toBe(text);
  });

  it("is worth its rate in the customer's currency, decimals or not", () => {
    expect(inPresentment(10_000, EUR, { currency: CHF, numerator: 9_441, denominator: 10_000 })).toBe(9_441);
    expect(inPresentment(10_000, EUR, { currency: JPY, numerator: 16_231, denominator: 100 })).toBe(16_231);
  });
});
