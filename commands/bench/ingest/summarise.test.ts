import { describe, expect, it } from "vitest";
import type { WindowResult } from "../load/closed-loop.ts";
import type { ServerName } from "./start-servers.ts";
import { summarise } from "./summarise.ts";

const windows = (...rates: number[]): WindowResult[] =>
  rates.map((rps) => ({ rps, p50Ms: 1, p99Ms: 1_000 / rps, acknowledged: rps, others: new Map() }));
const results = (change: Partial<Record<ServerName, WindowResult[]>> = {}) =>
  new Map<ServerName, WindowResult[]>([
    ["floor", change.floor ?? windows(1, 10_000, 30_000, 20_000)],
    ["stock", change.stock ?? windows(1, 100, 101, 99)],
    ["stock as text", windows(1, 200, 200, 200)],
    ["stock without store", windows(1, 300, 300, 300)],
    ["ours", change.ours ?? windows(5_000, 4_000, 3_000, 5_000)],
  ]);
const ROWS = { ours: 17_000, stock: 301 + 601 };

describe("the sum of an ingest run", () => {
  it("is made of medians, without each server's first window", () => {
    const { figures, faults } = summarise(results(), ROWS);
    expect(figures).toEqual({
      floor_rps: 20_000,
      stock_rps: 100,
      stock_nostore_rps: 300,
      ours_rps: 4_000,
      ratio_to_floor: 0.2,
      ratio_to_stock: 40,
      p99_ms: 0.3,
      acks: 17_000,
      rows: 17_000,
    });
    expect(faults).toEqual([]);
  });

  it("shows every server with its spread", () => {
    const report = summarise(results(), ROWS).report.join("\n");
    expect(report).toMatch(/ours +4000 \(3000\.\.5000\)/);
    expect(report).toMatch(/stock as text +200 \(200\.\.200\)/);
  });

  it("is at fault when an acknowledgement has no row, or a row no acknowledgement", () => {
    expect(summarise(results(), { ...ROWS, ours: 16_999 }).faults).toEqual([
      "ours: 17000 acknowledgements, 16999 rows",
    ]);
    expect(summarise(results(), { ...ROWS, stock: 903 }).faults).toEqual(["stock: 902 acknowledgements, 903 rows"]);
  });

  it("is at fault with an answer that is no acknowledgement, also in the first window", () => {
    const [first, ...rest] = windows(5_000, 4_000, 3_000, 5_000);
    if (first === undefined) throw new Error("no window");
    const others = new Map([
      [503, 2],
      [0, 1],
    ]);
    const { faults } = summarise(results({ ours: [{ ...first, others }, ...rest] }), ROWS);
    expect(faults).toEqual(["ours: 2 requests got 503", "ours: 1 requests got no answer"]);
  });
});
