import { expect, test } from "vitest";
import { feedPauseMs } from "./feed-pause.ts";

const AWAY = { outcome: "unavailable", why: "500" } as const;

test("a carrier that is away is left alone for a minute, and longer each time", () => {
  expect([1, 2, 3, 9].map((failures) => feedPauseMs(AWAY, { failures, haste: 1 }))).toEqual([
    60_000, 120_000, 240_000, 900_000,
  ]);
});

test("haste makes our own pauses shorter, and none that the carrier asks for", () => {
  const at = { failures: 1, haste: 600 };
  expect(feedPauseMs(AWAY, at)).toBe(100);
  expect(feedPauseMs({ outcome: "throttled", retryAfterMs: null }, at)).toBe(100);
  expect(feedPauseMs({ outcome: "throttled", retryAfterMs: 5_000 }, at)).toBe(5_000);
  expect(feedPauseMs({ outcome: "not_found" }, at)).toBeNull();
});
