import fc from "fast-check";
import { expect, test } from "vitest";
import { createFairQueue } from "./fair-queue.ts";

test("shops take turns, first in first out within a shop", () => {
  const queue = createFairQueue<string>(10);
  for (const item of ["a1", "a2", "a3", "b1", "c1", "b2"]) queue.push(item.slice(0, 1), item);
  const taken = Array.from({ length: 6 }, () => queue.take());
  expect(taken).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  expect(queue.take()).toBeUndefined();
});

test("when full, another shop takes the place of the newest item of the shop with the most", () => {
  const queue = createFairQueue<string>(3);
  for (const item of ["a1", "a2", "a3"]) queue.push("a", item);
  expect(queue.push("a", "a4")).toEqual({ outcome: "full" });
  expect(queue.push("b", "b1")).toEqual({ outcome: "displaced", displaced: "a3" });
  expect([queue.take(), queue.take(), queue.take()]).toEqual(["a1", "b1", "a2"]);
});

test("a shop with as many items as any other gets no place of theirs", () => {
  const queue = createFairQueue<string>(2);
  queue.push("a", "a1");
  queue.push("b", "b1");
  expect(queue.push("a", "a2")).toEqual({ outcome: "full" });
  expect(queue.push("c", "c1")).toEqual({ outcome: "full" });
});

test("whatever is pushed: never above its capacity, every item is taken once or said to be out, each shop in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4 })), fc.integer({ min: 1, max: 8 }), (shops, capacity) => {
      const queue = createFairQueue<number>(capacity);
      const out = new Set<number>();
      shops.forEach((shop, item) => {
        const pushed = queue.push(String(shop), item);
        if (pushed.outcome === "full") out.add(item);
        if (pushed.outcome === "displaced") out.add(pushed.displaced);
        expect(queue.size()).toBeLessThanOrEqual(capacity);
      });
      const last = new Map<number | undefined, number>();
      for (let item = queue.take(); item !== undefined; item = queue.take()) {
        expect(out.has(item)).toBe(false);
        expect(item).toBeGreaterThan(last.get(shops[item]) ?? -1);
        last.set(shops[item], item);
        out.add(item);
      }
      expect(out.size).toBe(shops.length);
      expect(queue.size()).toBe(0);
    }),
  );
});
