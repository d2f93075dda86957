import { describe, expect, it } from "vitest";
import { readOptions, shopwareOrders } from "./read-options.ts";

const read = (...args: string[]) => readOptions(args, () => 77);

describe("the options of the demo", () => {
  it("are 520 orders and a fresh seed where nothing is said", () => {
    expect(read()).toEqual({ json: false, sabotage: null, seed: 77, orders: 520 });
  });

  it("take a seed, a number of orders and a sabotage", () => {
    expect(read("--json", "--seed", "0", "--orders", "600", "--sabotage", "ack-only")).toEqual({
      json: true,
      sabotage: "ack-only",
      seed: 0,
      orders: 600,
    });
  });

  it("are those of the Shopify shop; the Shopware shop is a smaller one with each kind of order", () => {
    expect([1, 80, 520, 5200].map(shopwareOrders)).toEqual([36, 36, 120, 1200]);
  });

  it.each([[["--sabotage", "all"]], [["--orders", "0"]], [["--orders", "many"]], [["--seed", "-1"]], [["--fast"]]])(
    "refuse %j",
    (args) => {
      expect(() => read(...args)).toThrow();
    },
  );
});
