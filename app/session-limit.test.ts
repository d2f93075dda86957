import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSessionLimit } from "./session-limit.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a session that asks too often waits until its seconds are over; others do not", async () => {
  const limit = createSessionLimit({ requests: 2, seconds: 10 });
  expect([await limit("a"), await limit("a")]).toEqual([null, null]);
  vi.advanceTimersByTime(3_500);
  expect(await limit("a")).toBe(7);
  expect(await limit("b")).toBeNull();
  vi.advanceTimersByTime(6_500);
  expect(await limit("a")).toBeNull();
});

test("a session is forgotten when its seconds are over", async () => {
  const limit = createSessionLimit({ requests: 2, seconds: 10 });
  for (let n = 0; n < 1_000; n += 1) await limit(String(n));
  // One for each session that is remembered.
  expect(vi.getTimerCount()).toBe(1_000);
  vi.advanceTimersByTime(10_000);
  expect(vi.getTimerCount()).toBe(0);
});

test("the live page and a fast hand never meet the usual limit", async () => {
  const limit = createSessionLimit();
  for (let n = 0; n < 300; n += 1) expect(await limit("a")).toBeNull();
  expect(await limit("a")).toBe(10);
});
