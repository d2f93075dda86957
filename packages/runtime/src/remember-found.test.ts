import { setImmediate as turn } from "node:timers/promises";
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

it("looks a name up once in half a minute, for whoever has no doubt", async () => {
  let now = 0;
  const found = vi.fn(async () => now);
  const find = rememberFound(found, { now: () => now });
  await find("a shop");
  now = 29_999;
  expect(await find("a shop")).toBe(0);
  now = 30_000;
  expect(await find("a shop")).toBe(30_000);
});

it("sees a secret that changed in the same instant in which it was last looked up", async () => {
  let secret = "former";
  const find = rememberFound(async () => secret, { now: () => 0 });
  expect(await find("a shop")).toBe("former");
  secret = "new";
  expect(await find("a shop", { fresh: true })).toBe("new");
  expect(await find("a shop")).toBe("new");
});

it("begins another lookup for a doubt that came while one was under way: what that one has read may be of before", async () => {
  const answers: ((secret: string) => void)[] = [];
  const find = rememberFound(() => new Promise<string>((resolve) => answers.push(resolve)), { now: () => 0 });
  const first = find("a shop");
  const doubt = find("a shop", { fresh: true });
  answers[0]?.("former");
  expect(await first).toBe("former");
  await turn();
  answers[1]?.("new");
  expect(await doubt).toBe("new");
});

it("has one lookup of a name under way at a time, and one for all who wait for the next", async () => {
  const answers: (() => void)[] = [];
  let [underWay, most] = [0, 0];
  const find = rememberFound(
    () =>
      new Promise<void>((resolve) => {
        underWay += 1;
        most = Math.max(most, underWay);
        answers.push(() => {
          underWay -= 1;
          resolve();
        });
      }),
    { now: () => 0 },
  );
  const all = [find("a shop"), ...Array.from({ length: 1_000 }, () => find("a shop", { fresh: true }))];
  for (let done = 0; done < 2; done += 1) {
    answers[done]?.();
    await turn();
  }
  await Promise.all(all);
  expect(most).toBe(1);
  expect(answers).toHaveLength(2);
});

it("looks up anew for a doubt when the lookup before it failed", async () => {
  const found = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error("away"))
    .mockResolvedValue("it is there");
  const find = rememberFound(found, { now: () => 0 });
  const first = expect(find("a shop")).rejects.toThrow("away");
  expect(await find("a shop", { fresh: true })).toBe("it is there");
  await first;
});
