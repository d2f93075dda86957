import { expect, test } from "vitest";
import { shareDone, timeLeftMs, wordsOfTimeLeft } from "./progress-of.ts";

const counted = (done: number, total: number | null, busyMs = 60_000) => ({ done, total, busyMs });

test.each([
  ["before the shop has counted", counted(0, null), 0],
  ["of a shop without orders", counted(0, 0), 0],
  ["half-way", counted(50, 100), 0.5],
  ["with orders that were placed since", counted(120, 100), 1],
])("the share done, %s", (_, backfill, share) => {
  expect(shareDone(backfill)).toBe(share);
});

test.each([
  ["is not known before the shop has counted", counted(10, null), null],
  ["is not known before the first order", counted(0, 100), null],
  ["is not known before a moment has passed", counted(10, 100, 0), null],
  ["is what the rest takes at the same speed", counted(25, 100, 60_000), 180_000],
  ["is none at the end, and never less", counted(120, 100), 0],
])("the time left %s", (_, backfill, ms) => {
  expect(timeLeftMs(backfill)).toBe(ms);
});

test.each([
  [counted(0, null), "import.counting"],
  [counted(0, 100), "import.preparing"],
  [counted(99, 100), "import.soon"],
  [counted(25, 100), "import.time_left"],
])("of %j it is said with %s", (backfill, text) => {
  expect(wordsOfTimeLeft(backfill).text).toBe(text);
});
