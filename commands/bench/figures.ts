import type { DrainFigures } from "./drain/run-drain.ts";

/** What a run measured, under the names of the JSON line. A suite that did not run is not there. */
export interface Figures {
  ingest?: IngestFigures;
  latency?: LatencyFigures;
  drain?: DrainFigures;
  mapping?: MappingFigures;
  reconcile?: ReconcileFigures;
  backfill?: BackfillFigures;
  lookup?: LookupFigures;
  /** Most memory that the receiver held above what it held after its start, in MiB. */
  rss_mb?: number;
}

export interface IngestFigures {
  /** Requests per second: medians of the windows. */
  floor_rps: number;
  stock_rps: number;
  /** The stock route without its upsert. */
  stock_nostore_rps: number;
  ours_rps: number;
  ratio_to_floor: number;
  ratio_to_stock: number;
  /** Of our answers: median of the windows' 99th percentiles. */
  p99_ms: number;
  /** 2xx that the client counted of us, warm-up included. */
  acks: number;
  /** Rows in the inbox afterwards. */
  rows: number;
}

export interface MappingFigures {
  /** Orders that a usual mapping of twenty rules runs on, in one process. */
  orders_per_s: number;
  /** From the first read to the last verdict, over 1,000 stored orders: median of the rounds. */
  dry_run_1000_ms: number;
  /** An order with a hostile document. */
  hostile_p95_ms: number;
  hostile_max_ops: number;
}

export interface ReconcileFigures {
  /** In the shop's books, and of how many of them the one message was lost. */
  orders: number;
  dropped: number;
  /** Read in the shop by the first comparison. */
  recovered: number;
  /** Orders that the core does not hold as the books call for it, after the first comparison and before it. */
  gap: number;
  gap_without: number;
  /** Requests that change something at the core, during the second comparison. */
  second_run_writes: number;
  /** From the command until everything was at the core. */
  seconds: number;
}

export interface BackfillFigures {
  /** Whole in the platform's file. */
  orders: number;
  /** Of these, from the command until all were at the core. */
  orders_per_s: number;
  /** Of the worker, above what it held before: the most, and how much it grew in a minute. */
  rss_peak_mb: number;
  rss_slope_mb_per_min: number;
  /** From the webhook of another order to the core. */
  live_p99_ms_before: number;
  live_p99_ms_during: number;
  /** Of the points that the shop restores while orders are read one by one. */
  points_used_ratio: number;
  kills: number;
  /** Upserts that the core was given for each of its orders, with a worker that is killed. */
  work_ratio: number;
  /** Orders of all three imports that the core does not hold as the books call for it. */
  gap: number;
}

export interface LookupFigures {
  /** Guesses from one address within a minute, and those that were not looked up. */
  attempts: number;
  throttled: number;
  /** Status, headers but the date, and body, of all answers for orders that are unknown, another's or redacted. */
  identical: boolean;
  /** The largest difference between the medians of the three, in percent of the least. */
  median_gap_pct: number;
}

export interface LatencyFigures {
  /** From the webhook's request to the core's answer that it holds the order, idle. */
  p50_ms: number;
  p99_ms: number;
  /** Of all answers during the worse of the two storms. */
  storm_p99_ms: number;
  /** 503 in both storms. */
  storm_shed: number;
}
