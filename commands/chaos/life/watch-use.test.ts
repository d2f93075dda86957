import { expect, test } from "vitest";
import { type UseSample, useOf } from "./watch-use.ts";

/** A minute of it, by what is held at each look. */
function minuteOf(held: (look: number) => { mb: number; handles?: number }): UseSample[] {
  return Array.from({ length: 240 }, (_, look) => ({ minute: look / 240, handles: 20, ...held(look) }));
}

test("memory that is collected again and again does not grow", () => {
  expect(Math.abs(useOf(minuteOf((look) => ({ mb: 100 + (look % 17) }))).mbPerMinute)).toBeLessThan(1);
});

test("what is kept beneath the rubbish is seen", () => {
  expect(useOf(minuteOf((look) => ({ mb: 100 + (look % 17) + look / 40 }))).mbPerMinute).toBeGreaterThan(5);
});

test("a peak of handles is none that stays", () => {
  expect(useOf(minuteOf((look) => ({ mb: 100, handles: look === 200 ? 90 : 20 }))).moreHandles).toBe(0);
  expect(useOf(minuteOf((look) => ({ mb: 100, handles: 20 + Math.floor(look / 60) }))).moreHandles).toBeGreaterThan(0);
});
