import { expect, test } from "vitest";
import { isFresh } from "./is-fresh.ts";

const NOW = 1_795_543_451_000;
const seconds = (shift: number) => String(NOW / 1_000 + shift);

test("a request is fresh for five minutes, on both sides of our clock", () => {
  for (const shift of [0, -299, 299, -300, 300]) expect(isFresh(seconds(shift), NOW)).toBe(true);
  for (const shift of [-301, 301, -600, 600]) expect(isFresh(seconds(shift), NOW)).toBe(false);
});

test.each(["0", "1", "", " ", "now", "1795543451abc", "-1", "1e9", "1795543451.5", String(NOW), "9".repeat(400)])(
  "%j is no time of a request",
  (timestamp) => {
    expect(isFresh(timestamp, NOW)).toBe(false);
  },
);
