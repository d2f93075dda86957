import fc from "fast-check";
import { expect, test } from "vitest";
import { slope } from "./slope.ts";

test("a line's slope is found, wherever it begins", () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -500, max: 500 }), (growth, start) => {
      const samples = [0, 1, 2, 5, 9].map((minute) => ({ minute, value: start + growth * minute }));
      expect(slope(samples)).toBeCloseTo(growth);
    }),
  );
});

test("what goes up and down grows by what remains of it", () => {
  expect(slope([0, 1, 2, 3].map((minute) => ({ minute, value: minute % 2 === 0 ? 10 : 10.4 })))).toBeCloseTo(0.08);
});

test("a single sample does not grow", () => {
  expect(slope([{ minute: 1, value: 3 }])).toBe(0);
});
