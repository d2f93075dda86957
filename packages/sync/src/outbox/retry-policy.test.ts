import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backoffMs, budgetUsedMs } from "./retry-policy.ts";

describe("backoff", () => {
  test("grows from a second to an hour and stays there", () => {
    const middle = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backoffMs(failures, 0.5));
    expect(middle).toEqual([1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 3_600_000]);
  });

  test("is spread by a fifth either way, so that a retry storm does not come in one wave", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, random) => {
          const middle = backoffMs(failures, 0.5);
          expect(Math.abs(backoffMs(failures, random) - middle)).toBeLessThanOrEqual(middle * 0.2 + 1);
        },
      ),
    );
  });

  test("never comes before the time the core asked for", () => {
    expect(backoffMs(1, 0, 60_000)).toBe(60_000);
    expect(backoffMs(1, 0.99, 60_000)).toBeLessThanOrEqual(66_000);
  });
});

describe("retry budget", () => {
  test("counts time since the first try", () => expect(budgetUsedMs(1_000, 61_000, 0, 0)).toBe(60_000));
  test("stands still while the breaker is open", () => expect(budgetUsedMs(1_000, 61_000, 5_000, 45_000)).toBe(20_000));
  test("is never negative when clocks step back", () => expect(budgetUsedMs(10_000, 1_000, 0, 0)).toBe(0));
});
