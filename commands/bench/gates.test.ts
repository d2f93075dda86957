import { describe, expect, it } from "vitest";
import type { Figures } from "./figures.ts";
import { gatesOf } from "./gates.ts";

const ingest = {
  floor_rps: 10_000,
  stock_rps: 100,
  stock_nostore_rps: 200,
  ours_rps: 2_000,
  ratio_to_floor: 0.2,
  ratio_to_stock: 20,
  p99_ms: 20,
  acks: 5,
  rows: 5,
};
const latency = { p50_ms: 150, p99_ms: 1_000, storm_p99_ms: 90, storm_shed: 0 };
const drain = {
  c10: 0.88,
  c50: 0.7,
  hot10: 0.8,
  pgboss_c10: 0.6,
  pgboss_c50: 0.5,
  pgboss_hot10: 0.1,
  graphile_c10: 0.87,
  graphile_c50: 0.6,
  graphile_hot10: 0.1,
  turns_c10: 0.5,
  none_c10: 0.95,
  none_c50: 0.9,
};
const mapping = { orders_per_s: 1, dry_run_1000_ms: 3_000, hostile_p95_ms: 10, hostile_max_ops: 1_000 };
const lookup = { attempts: 10_000, throttled: 9_940, identical: true, median_gap_pct: 5 };
const missed = (figures: Figures) => gatesOf(figures).flatMap(({ name, met }) => (met ? [] : [name]));

describe("the gates of the bench", () => {
  it("are met by figures that just reach them", () => {
    const figures = { ingest: { ...ingest, ratio_to_floor: 0.15 }, latency, drain, mapping, lookup, rss_mb: 150 };
    expect(missed(figures)).toEqual([]);
  });

  it.each([
    ["ingest.ratio_to_stock", { ingest: { ...ingest, ratio_to_stock: 19.9 } }],
    ["ingest.ratio_to_floor", { ingest: { ...ingest, ratio_to_floor: 0.149 } }],
    ["latency.p50_ms", { latency: { ...latency, p50_ms: 151 } }],
    ["latency.p99_ms", { latency: { ...latency, p99_ms: 1_001 } }],
    ["drain.c10", { drain: { ...drain, c10: 0.879 } }],
    ["drain.c50", { drain: { ...drain, c50: 0.69 } }],
    ["drain.hot10", { drain: { ...drain, hot10: 0.79 } }],
    ["drain.c10 over pg-boss", { drain: { ...drain, pgboss_c10: 0.88 } }],
    ["drain.c50 over pg-boss", { drain: { ...drain, pgboss_c50: 0.9 } }],
    ["drain.hot10 over pg-boss", { drain: { ...drain, pgboss_hot10: 0.8 } }],
    ["drain.hot10 over graphile-worker", { drain: { ...drain, graphile_hot10: 0.9 } }],
    ["drain.c10 over graphile-worker", { drain: { ...drain, graphile_c10: 0.88 } }],
    ["drain.c50 over graphile-worker", { drain: { ...drain, graphile_c50: 0.7 } }],
    ["mapping.dry_run_1000_ms", { mapping: { ...mapping, dry_run_1000_ms: 3_001 } }],
    ["mapping.hostile_p95_ms", { mapping: { ...mapping, hostile_p95_ms: 10.1 } }],
    ["mapping.hostile_max_ops", { mapping: { ...mapping, hostile_max_ops: 1_001 } }],
    ["lookup.identical", { lookup: { ...lookup, identical: false } }],
    ["lookup.median_gap_pct", { lookup: { ...lookup, median_gap_pct: 5.01 } }],
    ["lookup.not_throttled", { lookup: { ...lookup, throttled: 9_939 } }],
    ["rss_mb", { rss_mb: 151 }],
    ["rss_mb", { rss_mb: Number.NaN }],
  ])("notice a miss of %s", (name, figures) => {
    expect(missed(figures)).toEqual([name]);
  });

  it("say whether the goal beyond is reached", () => {
    const [stock, floor] = gatesOf({ ingest: { ...ingest, ratio_to_stock: 40 } });
    expect([stock?.goalMet, floor?.goalMet]).toEqual([true, false]);
  });

  it("are only those of what ran", () => {
    expect(gatesOf({ latency }).map(({ name }) => name)).toEqual(["latency.p50_ms", "latency.p99_ms"]);
    expect(gatesOf({})).toEqual([]);
  });
});
