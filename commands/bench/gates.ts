import type { Figures } from "./figures.ts";

/** One demand on one figure. */
export interface Gate {
  name: string;
  value: number;
  /** "at least" and "at most" include the limit, "above" does not. */
  demand: "at least" | "at most" | "above";
  limit: number;
  met: boolean;
  /** What we aim at beyond the gate. */
  goal: number | null;
  goalMet: boolean;
}

/** Looks a minute that one address may take. */
const MOST_LOOKS = 60;

/** What the figures that are there have to hold. */
export function gatesOf({ ingest, latency, drain, mapping, reconcile, backfill, lookup, rss_mb }: Figures): Gate[] {
  const gates: Gate[] = [];
  if (ingest !== undefined) {
    gates.push(
      gate("ingest.ratio_to_stock", ingest.ratio_to_stock, "at least", 20, 40),
      gate("ingest.ratio_to_floor", ingest.ratio_to_floor, "at least", 0.15, 0.3),
    );
  }
  if (latency !== undefined) {
    gates.push(
      gate("latency.p50_ms", latency.p50_ms, "at most", 150),
      gate("latency.p99_ms", latency.p99_ms, "at most", 1_000),
    );
  }
  if (drain !== undefined) {
    gates.push(
      gate("drain.c10", drain.c10, "at least", 0.88, 0.92),
      gate("drain.c50", drain.c50, "at least", 0.7, 0.8),
      gate("drain.hot10", drain.hot10, "at least", 0.8, 0.88),
      gate("drain.c10 over pg-boss", drain.c10, "above", drain.pgboss_c10),
      gate("drain.c50 over pg-boss", drain.c50, "above", drain.pgboss_c50),
      gate("drain.hot10 over pg-boss", drain.hot10, "above", drain.pgboss_hot10),
      gate("drain.c10 over graphile-worker", drain.c10, "above", drain.graphile_c10),
      gate("drain.c50 over graphile-worker", drain.c50, "above", drain.graphile_c50),
      gate("drain.hot10 over graphile-worker", drain.hot10, "above", drain.graphile_hot10),
    );
  }
  if (mapping !== undefined) {
    gates.push(
      gate("mapping.dry_run_1000_ms", mapping.dry_run_1000_ms, "at most", 3_000),
      gate("mapping.hostile_p95_ms", mapping.hostile_p95_ms, "at most", 10),
      gate("mapping.hostile_max_ops", mapping.hostile_max_ops, "at most", 1_000),
    );
  }
  if (reconcile !== undefined) {
    gates.push(
      gate("reconcile.gap", reconcile.gap, "at most", 0),
      gate("reconcile.gap_without", reconcile.gap_without, "above", 0),
      gate("reconcile.second_run_writes", reconcile.second_run_writes, "at most", 0),
    );
  }
  if (backfill !== undefined) {
    gates.push(
      gate("backfill.orders_per_s", backfill.orders_per_s, "at least", 300),
      gate("backfill.rss_slope_mb_per_min", backfill.rss_slope_mb_per_min, "at most", 5),
      gate("backfill.live_p99_ms_during", backfill.live_p99_ms_during, "at most", 2 * backfill.live_p99_ms_before),
      gate("backfill.points_used_ratio", backfill.points_used_ratio, "at least", 0.9),
      gate("backfill.work_ratio", backfill.work_ratio, "at most", 1.05),
      gate("backfill.gap", backfill.gap, "at most", 0),
    );
  }
  if (lookup !== undefined) {
    gates.push(
      gate("lookup.identical", Number(lookup.identical), "at least", 1),
      gate("lookup.median_gap_pct", lookup.median_gap_pct, "at most", 5),
      gate("lookup.not_throttled", lookup.attempts - lookup.throttled, "at most", MOST_LOOKS),
    );
  }
  if (rss_mb !== undefined) gates.push(gate("rss_mb", rss_mb, "at most", 150));
  return gates;
}

/** What is no number is not met. */
function gate(name: string, value: number, demand: Gate["demand"], limit: number, goal: number | null = null): Gate {
  const holds = (bound: number): boolean => {
    switch (demand) {
      case "at least":
        return value >= bound;
      case "at most":
        return value <= bound;
      case "above":
        return value > bound;
    }
  };
  return { name, value, demand, limit, met: holds(limit), goal, goalMet: goal !== null && holds(goal) };
}
