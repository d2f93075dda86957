import { expect, it } from "vitest";
import { asRead } from "./a-shopware-order.fixture.ts";
import { amountsOf, sumOf } from "./amounts-of.ts";

const rounding = (decimals: number) => ({ decimals, interval: 0.01 });

it.each([
  ["89.69999999999999", "89.70"],
  ["-6.9799999999999995", "-6.98"],
  ["62.76", "62.76"],
  ["5", "5.00"],
  ["2.675", "2.68"],
  ["-0.0049", "0.00"],
  ["-0.0", "0.00"],
  ["1.0e-6", "0.00"],
  ["1.5e-1", "0.15"],
  ["1.2345e2", "123.45"],
  ["1.0e+25", "10000000000000000000000000.00"],
])("an amount that is written %s is %s", (written, expected) => {
  expect(amountsOf(asRead({}))(written, "total")).toBe(expected);
});

it.each([
  { order: { itemRounding: rounding(0), totalRounding: rounding(0) }, expected: "13" },
  { order: { itemRounding: rounding(4), totalRounding: rounding(2) }, expected: "12.5679" },
  { order: { itemRounding: rounding(2), totalRounding: rounding(4) }, expected: "12.5679" },
  { order: { currency: { itemRounding: rounding(3) } }, expected: "12.568" },
  { order: { itemRounding: rounding(2), currency: { itemRounding: rounding(3) } }, expected: "12.57" },
  { order: { itemRounding: [], totalRounding: { decimals: "many" } }, expected: "12.57" },
])("amounts have the decimals that the order was rounded with: $expected", ({ order, expected }) => {
  expect(amountsOf(asRead(order))("12.56789", "total")).toBe(expected);
});

it("no amount is none, and what is no amount makes the order unusable, without saying what it is", () => {
  const amounts = amountsOf(asRead({}));
  expect([amounts(null, "total"), amounts(undefined, "total")]).toEqual([null, null]);
  for (const field of ["a secret", "", "1,50", "NaN", "1e99", true, [], "9".repeat(31)]) {
    expect(() => amounts(field, "amountTotal")).toThrow(
      expect.objectContaining({
        name: "UnusableEvent",
        reason: "unreadable_money",
        message: "amountTotal is no amount",
      }),
    );
  }
});

it("amounts that can be read can add up to one that cannot", () => {
  const most = "9".repeat(30);
  expect(sumOf(["0.10", "0.20"], "0.00", "lines")).toBe("0.30");
  expect(sumOf([], "0.00", "lines")).toBe("0.00");
  expect(() => sumOf([most, most], "0.00", "lines")).toThrow(expect.objectContaining({ reason: "unreadable_money" }));
});
