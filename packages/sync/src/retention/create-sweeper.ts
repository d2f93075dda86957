import type { Clock } from "../clock.ts";
import type { WorkerLog } from "../worker/create-worker.ts";
import type { Removed, Retention, Sweep, SweepsSeen } from "./retention.ts";

export interface SweeperDeps {
  retention: Retention;
  clock: Clock;
  log: Pick<WorkerLog, "error">;
  /** Resolves after so many milliseconds, or as soon as `signal` aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  removed: (removed: Removed) => void;
  seen: (sweeps: SweepsSeen) => void;
}

export interface Sweeper {
  start(): void;
  /** Ends the step that runs, and lets another process go on. */
  stop(): Promise<void>;
}

/** How often it is looked whether a sweep is due: not at the start, where there is more urgent work. */
const LOOK_MS = 60_000;
/** After a step it rests so many times as long as that took: the database is there for orders. */
const RESTS = 9;
const MIN_REST_MS = 20;
const MAX_REST_MS = 5_000;

/** Removes what is past its time, now and then, beside everything else that a worker does. */
export function createSweeper(deps: SweeperDeps): Sweeper {
  const { retention, clock, sleep } = deps;
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  async function goThrough(begun: Sweep): Promise<void> {
    for (let sweep = begun; ; ) {
      const startedAt = clock.now();
      const step = await retention.step(sweep);
      deps.removed(step.removed);
      if (step.outcome !== "more") return;
      sweep = step.sweep;
      await sleep(restAfter(clock.now() - startedAt), stopping.signal);
      if (stopping.signal.aborted) return retention.release(sweep);
    }
  }

  async function work(): Promise<void> {
    for (;;) {
      await sleep(LOOK_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        const sweep = await retention.begin();
        if (sweep !== null) await goThrough(sweep);
        deps.seen(await retention.look());
      } catch (error) {
        // It is gone on with where it was, by whoever looks first once the lease has run out.
        deps.log.error({ err: error }, "what is past its time could not be removed");
      }
    }
  }

  return {
    start() {
      loop = work();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

/** A clock that was set meanwhile says nothing of how long something took. */
function restAfter(tookMs: number): number {
  return Math.min(Math.max(RESTS * tookMs, MIN_REST_MS), MAX_REST_MS);
}
