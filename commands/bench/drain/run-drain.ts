import { fileURLToPath } from "node:url";
import { childEnv } from "../../env.ts";
import { startProcess } from "../../start-process.ts";
import { type DrainedRun, measureSystem, type SystemName } from "./measure-system.ts";

/**
 * How fast a worker process empties a full queue while every order's jobs run strictly one after the other.
 *
 * A job is an event of 12 KB. Its work is a call to a sink that takes 20 ms, so that `concurrency / 20 ms` is the ideal
 * rate; a figure is the part of it that was reached between a twentieth of the jobs and the last twentieth, after a warm-up. All systems run on the same server with fsync and synchronous_commit on, each in a process and a database of its
 * own, by turns. The sink notes every start and end: overlaps and overtaking within an order are counted for each.
 *
 * `lanes` is the product's queue as the product runs it: `openStore`, `inbox.accept`, `createWorker` with the worker's own
 * options, claims with lease and fencing token, bodies sealed, the results committed by `absorb`. In the place of `runTurn`
 * it is given what the two libraries are given: a call for each event. `runTurn` itself merges the events of an order and
 * delivers their sum in one call. That is what makes the product fast, and would make this comparison meaningless; and the
 * others keep no order's state, no outbox and no log of deliveries. `turns` measures that part, beside the comparison: the
 * whole `runTurn` with one event a turn, each of which changes the order and so leads to a delivery of its own. `no-queue` is
 * the client and the sink alone.
 */
export interface DrainOptions {
  /** A server on which databases may be created; each run makes one, and drops it. */
  databaseUrl: string;
  say: (line: string) => void;
  rounds?: number;
}

/** Medians of the rounds, as parts of the ideal rate. What did not get through within the limit counts as far as it got. */
export interface DrainFigures {
  c10: number;
  c50: number;
  hot10: number;
  pgboss_c10: number;
  pgboss_c50: number;
  pgboss_hot10: number;
  graphile_c10: number;
  graphile_c50: number;
  graphile_hot10: number;
  /** One round. */
  turns_c10: number;
  /** Without any queue: the most that client and sink let through. */
  none_c10: number;
  none_c50: number;
}

const ROUNDS = 3;
const LIMIT_MS = 45_000;

/**
 * Long enough that neither the start nor the end is what is measured: ours works an order's five jobs off in one go, and so
 * ends with some orders while there is nothing left for the other slots.
 */
const LOADS = {
  c10: { jobs: 6_000, orders: 1_200, concurrency: 10 },
  c50: { jobs: 7_500, orders: 1_500, concurrency: 50 },
  hot10: { jobs: 4_000, orders: 10, concurrency: 10 },
};
type LoadName = keyof typeof LOADS;

/** Runs every load on every system, by turns. Throws when the product's queue lost, repeated or reordered a job. */
export async function runDrain({ databaseUrl, say, rounds = ROUNDS }: DrainOptions): Promise<DrainFigures> {
  const sink = await startProcess({
    name: "sink",
    script: fileURLToPath(new URL("sink/main.ts", import.meta.url)),
    env: childEnv({}),
    logFile: "/dev/null",
  });
  const measured = new Map<string, DrainedRun[]>();
  const runsOf = (system: SystemName, load: LoadName) => measured.get(`${system} ${load}`) ?? [];
  async function measure(system: SystemName, load: LoadName): Promise<void> {
    const before = runsOf(system, load);
    // Too slow once is too slow: to wait for it again tells nothing new.
    if (before.some((run) => !run.finished)) return;
    const run = await measureSystem(system, { ...LOADS[load], databaseUrl, sinkUrl: sink.url, limitMs: LIMIT_MS });
    measured.set(`${system} ${load}`, [...before, run]);
    say(`drain ${load.padEnd(6)} ${system.padEnd(8)} ${wordsFor(run)}`);
    const product = system === "lanes" || system === "turns";
    if (product && run.faults.length > 0) throw new Error(`The queue did wrong: ${run.faults.join(", ")}.`);
  }
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const load of ["c10", "c50", "hot10"] as const) {
        for (const system of ["lanes", "pg-boss", "graphile"] as const) await measure(system, load);
        if (load !== "hot10") await measure("no-queue", load);
      }
    }
    await measure("turns", "c10");
  } finally {
    await sink.stop();
  }
  const median = (system: SystemName, load: LoadName) => medianOf(runsOf(system, load));
  return {
    c10: median("lanes", "c10"),
    c50: median("lanes", "c50"),
    hot10: median("lanes", "hot10"),
    pgboss_c10: median("pg-boss", "c10"),
    pgboss_c50: median("pg-boss", "c50"),
    pgboss_hot10: median("pg-boss", "hot10"),
    graphile_c10: median("graphile", "c10"),
    graphile_c50: median("graphile", "c50"),
    graphile_hot10: median("graphile", "hot10"),
    turns_c10: median("turns", "c10"),
    none_c10: median("no-queue", "c10"),
    none_c50: median("no-queue", "c50"),
  };
}

function wordsFor({ jobs, ofIdeal, perSecond, finished, summary }: DrainedRun): string {
  const rate = `${ofIdeal.toFixed(3)} of the ideal (${Math.round(perSecond)}/s)`;
  const order = `overlaps ${summary.overlaps}, out of order ${summary.outOfOrder}, repeated ${summary.repeated}`;
  return `${rate}, ${summary.jobs} of ${jobs} jobs${finished ? "" : " when time was up"}, ${order}`;
}

function medianOf(runs: readonly DrainedRun[]): number {
  const sorted = runs.map((run) => run.ofIdeal).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
