import { expect, test } from "vitest";
import { sleep } from "./sleep.ts";

test("ends by itself, or at once when it is woken, before or meanwhile", async () => {
  const woken = new AbortController();
  const began = performance.now();
  await sleep(20, woken.signal);
  expect(performance.now() - began).toBeGreaterThan(15);
  const long = sleep(60_000, woken.signal);
  woken.abort();
  await long;
  await sleep(60_000, woken.signal);
  expect(performance.now() - began).toBeLessThan(10_000);
});
