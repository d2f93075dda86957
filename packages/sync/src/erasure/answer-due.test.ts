import fc from "fast-check";
import { expect, test } from "vitest";
import { aboutRequests, answerDue } from "./answer-due.ts";

const DAY_MS = 86_400_000;
const ASKED = Date.UTC(2026, 10, 30, 12);

test.each([
  [0, 30],
  [1, 30],
  [DAY_MS, 29],
  [29 * DAY_MS + 1, 1],
  [30 * DAY_MS, 0],
  [400 * DAY_MS, 0],
])("%i ms after it was asked for, %i days are left", (passed, left) => {
  expect(answerDue(ASKED, ASKED + passed).daysLeft).toBe(left);
});

test("what is due is never due earlier because time goes by, and never less than no days away", () => {
  fc.assert(
    fc.property(fc.nat(100 * DAY_MS), fc.nat(100 * DAY_MS), (earlier, passed) => {
      const [first, then] = [answerDue(ASKED, ASKED + earlier), answerDue(ASKED, ASKED + earlier + passed)];
      expect(then.by).toBe(first.by);
      expect(then.daysLeft).toBeLessThanOrEqual(first.daysLeft);
      expect(then.daysLeft).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("the problem says how many are open, until when the first has to be answered, and names nobody", () => {
  expect(aboutRequests({ open: 2, firstAskedAt: ASKED }, ASKED + DAY_MS)).toEqual({
    open: "2",
    until: "2026-12-30",
    days: "29",
  });
});
