import type { Source } from "@karla/sync/inbox";

/**
 * - `stored`, `duplicate`: answered 200.
 * - `rejected`: the request's own fault (4xx).
 * - `unavailable`: could not be stored now (503); the sender comes again.
 * - `aborted`: the sender hung up before its body was complete; nobody to answer.
 */
export const INGEST_OUTCOMES = ["stored", "duplicate", "rejected", "unavailable", "aborted"] as const;
export type IngestOutcome = (typeof INGEST_OUTCOMES)[number];

/** Labels of `ingest_events_total`: few values each, never a shop, never an order. */
export interface IngestLabels {
  source: Source | "unknown";
  /** From an allow-list, else "other": a topic is not covered by a signature. */
  topic: string;
  outcome: IngestOutcome;
  /** Why it was not stored, a constant of ours; empty for stored and duplicate. */
  reason: string;
}

/** Where the receiver counts. The composition root puts the process's metrics behind it. */
export interface ReceiverMetrics {
  increment(name: "ingest_events_total", labels: IngestLabels): void;
  /** Seconds from the end of the headers to the answer; bytes of a body that came in whole. */
  observe(name: "ingest_ack_duration_seconds" | "ingest_body_bytes", value: number): void;
}

export const NO_METRICS: ReceiverMetrics = { increment: () => {}, observe: () => {} };
