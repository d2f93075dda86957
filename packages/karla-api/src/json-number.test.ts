import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonNumber, jsonNumber } from "./json-number.ts";

describe("a JSON number", () => {
  it("prints the digits it was made of", () => {
    const text = JSON.stringify({ total: jsonNumber("398.00"), big: jsonNumber("12345678901234567890.10") });
    expect(text).toBe('{"total":398.00,"big":12345678901234567890.10}');
  });

  it("drops leading zeros, which JSON does not have", () => {
    expect(JSON.stringify([jsonNumber("007.50"), jsonNumber("0"), jsonNumber("-0.5"), jsonNumber("00")])).toBe(
      "[7.50,0,-0.5,0]",
    );
  });

  it("takes every plain decimal and stays valid JSON", () => {
    const digits = fc.stringMatching(/^-?\d{1,30}(\.\d{1,30})?$/);
    fc.assert(
      fc.property(digits, (decimal) => {
        const number = jsonNumber(decimal);
        expect(isJsonNumber(number)).toBe(true);
        expect(JSON.parse(JSON.stringify(number))).toBe(Number(decimal));
        expect(decimal.endsWith(JSON.stringify(number).replace("-", ""))).toBe(true);
      }),
    );
  });

  it.each(["", " ", "1e3", "+5", ".5", "5.", "NaN", "1,5", "0x1", "1 ", '1,"a":2', "1\n"])("refuses %j", (text) => {
    expect(() => jsonNumber(text)).toThrow(RangeError);
  });

  it("is not mistaken for a look-alike", () => {
    expect(isJsonNumber({ rawJSON: "1" })).toBe(false);
    expect(isJsonNumber(1)).toBe(false);
    expect(isJsonNumber("1")).toBe(false);
  });
});
