import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTrackLimit } from "./track-limit.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const look = (order: string, address: string, shop = "tea.myshopify.com") => ({ shop, order, address });

test("an order is looked at so often from all addresses together, however its number is typed", async () => {
  const limit = createTrackLimit({ perOrder: 2, perAddress: 100, seconds: 60 });
  expect([await limit(look("#1001", "a")), await limit(look("1001", "b"))]).toEqual([null, null]);
  vi.advanceTimersByTime(10_000);
  expect(await limit(look(" 1001", "c"))).toBe(50);
  expect(await limit(look("1002", "c"))).toBeNull();
  expect(await limit(look("1001", "a", "other.myshopify.com"))).toBeNull();
  vi.advanceTimersByTime(50_000);
  expect(await limit(look("1001", "c"))).toBeNull();
});

test("an address looks at so many orders of a shop", async () => {
  const limit = createTrackLimit({ perOrder: 100, perAddress: 2, seconds: 60 });
  expect([await limit(look("1", "a")), await limit(look("2", "a"))]).toEqual([null, null]);
  expect(await limit(look("3", "a"))).toBe(60);
  expect(await limit(look("3", "b"))).toBeNull();
});

test("what was looked at is forgotten when the minute is over", async () => {
  const limit = createTrackLimit();
  for (let n = 0; n < 100; n += 1) await limit(look(String(n), String(n)));
  expect(vi.getTimerCount()).toBe(200);
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
});
