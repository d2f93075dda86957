import { describe, expect, it } from "vitest";
import { percentile } from "./percentile.ts";
import { spreadOf } from "./spread-of.ts";

describe("the spread of measurements", () => {
  it("is the middle one and the ends, in whatever order they came", () => {
    expect(spreadOf([30, 9, 100])).toEqual({ median: 30, min: 9, max: 100 });
  });

  it("lies between the two middle ones of an even number", () => {
    expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5);
  });

  it("leaves the measurements as they are", () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it("is not made of nothing", () => {
    expect(() => spreadOf([])).toThrow();
  });
});

describe("a percentile", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it("is a value that was measured: 99 of 100 are not above p99", () => {
    expect(percentile(hundred, 99)).toBe(99);
    expect(percentile(hundred, 50)).toBe(50);
  });

  it("is the largest one of few", () => {
    expect(percentile([5, 900, 7], 99)).toBe(900);
  });

  it("sorts by size, not by text", () => {
    expect(percentile([100, 20, 3], 50)).toBe(20);
  });

  it("is not made of nothing", () => {
    expect(() => percentile([], 50)).toThrow();
  });
});
