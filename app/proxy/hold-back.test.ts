import { expect, test } from "vitest";
import { createHoldBack } from "./hold-back.ts";

test.each([
  [0, 300],
  [1, 299],
  [299, 1],
  [300, 0],
  [301, 299],
  [2_950, 50],
  [-5, 300],
])("an answer that took %i ms waits for %i more", async (took, waits) => {
  const waited: number[] = [];
  const holdBack = createHoldBack({ clock: { now: () => 1_000 + took }, sleep: async (ms) => void waited.push(ms) });
  await holdBack(1_000);
  expect(waited).toEqual([waits]);
});
