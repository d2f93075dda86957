import { expect, it, vi } from "vitest";
import { rememberFound } from "./remember-found.ts";

it("gives up a lookup that hangs, and does not remember it", async () => {
  vi.useFakeTimers();
  const found = vi.fn(() => new Promise<string>(() => undefined));
  const find = rememberFound(found, { now: () => 0 });
  const first = expect(find("a shop")).rejects.toThrow("in time");
  await vi.advanceTimersByTimeAsync(2_000);
  await first;
  found.mockResolvedValueOnce("it is there");
  expect(await find("a shop")).toBe("it is there");
  vi.useRealTimers();
});
