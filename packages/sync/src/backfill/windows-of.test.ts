import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { halvesOf, windowsOf } from "./windows-of.ts";

const instant = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2030, 0) }).map((at) => new Date(at).toISOString());

describe("the pieces of an import", () => {
  test("are the newest two days first, then longer ones", () => {
    const days = windowsOf({ from: "2024-11-29T00:00:00.000Z", to: "2026-11-29T00:00:00.000Z" }).map(({ from, to }) =>
      Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000),
    );
    expect(days).toEqual([2, 12, 46, 365, 305]);
  });

  test("are the whole time, newest first, without gap or overlap", () => {
    fc.assert(
      fc.property(instant, instant, (from, to) => {
        const windows = windowsOf({ from, to });
        expect(windows.length > 0).toBe(from < to);
        if (windows.length === 0) return;
        expect(windows[0]?.to).toBe(to);
        expect(windows.at(-1)?.from).toBe(from);
        for (const [index, { from: begin }] of windows.entries()) expect(windows[index + 1]?.to ?? begin).toBe(begin);
      }),
    );
  });

  test("are halved where the platform does not get through, down to an hour", () => {
    let piece = { from: "2026-01-01T00:00:00.000Z", to: "2026-01-01T08:00:00.000Z" };
    let halvings = 0;
    for (let halves = halvesOf(piece); halves !== null; halves = halvesOf(piece)) {
      expect(halves.map(({ from }) => from).sort()).toEqual([piece.from, halves[1]?.to].sort());
      piece = halves[0] ?? piece;
      halvings += 1;
    }
    expect(halvings).toBe(4);
  });
});
