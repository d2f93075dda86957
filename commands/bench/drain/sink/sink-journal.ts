import { z } from "zod";

/** What one run's jobs did at the sink. */
export const SinkSummary = z.object({
  /** Different jobs that came. */
  jobs: z.number(),
  /** Jobs that came more than once, each time counted. */
  repeated: z.number(),
  /** Starts while another job of the same order was running. */
  overlaps: z.number(),
  /** Starts of a job with a lower number than one of its order that had started before. */
  outOfOrder: z.number(),
  /** Jobs that ended in the steady part, and how long that was: from a twentieth of all ends to the last twentieth. */
  steady: z.object({ jobs: z.number(), ms: z.number() }),
  /** How long the sink took for a job, on average: 20 ms and what its timers are late. */
  meanServiceMs: z.number(),
});
export type SinkSummary = z.infer<typeof SinkSummary>;

export interface SinkJournal {
  /** Notes that a job begins; what it gives back notes its end. */
  start(order: string, n: number): () => void;
  summary(): SinkSummary;
}

interface OrderState {
  running: number;
  highest: number;
  seen: Set<number>;
}

/** `now` in milliseconds, monotonic. */
export function createSinkJournal(now: () => number): SinkJournal {
  const orders = new Map<string, OrderState>();
  const counts = { jobs: 0, repeated: 0, overlaps: 0, outOfOrder: 0, serviceMs: 0 };
  const ends: number[] = [];
  function begin(order: string, n: number): OrderState {
    const state = orders.get(order) ?? { running: 0, highest: 0, seen: new Set<number>() };
    orders.set(order, state);
    if (state.running > 0) counts.overlaps += 1;
    if (n < state.highest) counts.outOfOrder += 1;
    if (state.seen.has(n)) counts.repeated += 1;
    else counts.jobs += 1;
    state.seen.add(n);
    state.highest = Math.max(state.highest, n);
    state.running += 1;
    return state;
  }
  return {
    start(order, n) {
      const startedAt = now();
      const state = begin(order, n);
      return () => {
        const end = now();
        ends.push(end);
        state.running -= 1;
        counts.serviceMs += end - startedAt;
      };
    },
    summary: () => ({
      jobs: counts.jobs,
      repeated: counts.repeated,
      overlaps: counts.overlaps,
      outOfOrder: counts.outOfOrder,
      steady: steadyPart(ends),
      meanServiceMs: ends.length === 0 ? 0 : counts.serviceMs / ends.length,
    }),
  };
}

/** Neither how a queue gets going nor how its last orders end is how fast it works. */
function steadyPart(ends: readonly number[]): SinkSummary["steady"] {
  const margin = Math.floor(ends.length / 20);
  const last = ends.length - 1 - margin;
  return { jobs: Math.max(0, last - margin), ms: Math.max(0, (ends[last] ?? 0) - (ends[margin] ?? 0)) };
}
