import type { Clock } from "../clock.ts";
import type { Lanes, Lease, NextDue, Turn } from "../lane/lanes.ts";
import type { TurnOutcome } from "./run-turn.ts";

export interface WorkerDeps {
  lanes: Lanes;
  clock: Clock;
  /** Runs one turn; throws only when the database is away. */
  runTurn: (turn: Turn) => Promise<TurnOutcome>;
  log: WorkerLog;
  /** Resolves after so many milliseconds, or as soon as `signal` aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface WorkerLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export interface WorkerOptions {
  /** Lanes that run at the same time. */
  concurrency: number;
  leaseMs: number;
  /** Events of one lane in one turn. */
  maxEvents: number;
  /** How long to wait when nothing was due. */
  pollMs: number;
}

export interface Worker {
  start(): void;
  /** Stops claiming, waits for the turns that run, gives back what could not run. */
  stop(): Promise<void>;
  /** Turns that run right now. */
  active(): number;
}

/** Wait after a claim or a turn that threw: the database is away. */
const DATABASE_AWAY_MS = 1_000;

/** Claims due lanes and runs them, as many at a time as `concurrency` allows. */
export function createWorker(deps: WorkerDeps, options: WorkerOptions): Worker {
  const running = new Set<Promise<void>>();
  const unreleased: { lease: Lease; next: NextDue }[] = [];
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  let slotFreed = Promise.withResolvers<void>();
  // Claiming for each single slot that comes free would cost more than the turns themselves.
  const worthClaiming = Math.max(1, Math.ceil(options.concurrency / 8));

  async function run(turn: Turn): Promise<void> {
    try {
      const outcome = await deps.runTurn(turn);
      if (outcome === "lease_lost") deps.log.warn(laneOf(turn.lease), "lease lost: the turn's result was discarded");
    } catch (error) {
      deps.log.error({ ...laneOf(turn.lease), error: nameOf(error) }, "turn could not be finished");
      unreleased.push({ lease: turn.lease, next: deps.clock.now() + DATABASE_AWAY_MS });
    }
  }

  async function giveBack(): Promise<void> {
    for (let entry = unreleased[0]; entry !== undefined; entry = unreleased[0]) {
      await deps.lanes.release(entry.lease, entry.next);
      unreleased.shift();
    }
  }

  async function claim(): Promise<Turn[] | "away"> {
    try {
      await giveBack();
      const limit = options.concurrency - running.size;
      return await deps.lanes.claim({ limit, leaseMs: options.leaseMs, maxEvents: options.maxEvents });
    } catch (error) {
      deps.log.error({ error: nameOf(error) }, "lanes could not be claimed");
      return "away";
    }
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (options.concurrency - running.size < worthClaiming) {
        await slotFreed.promise;
        continue;
      }
      const turns = await claim();
      if (turns === "away") {
        await deps.sleep(DATABASE_AWAY_MS, stopping.signal);
        continue;
      }
      for (const turn of turns) {
        const turnRun: Promise<void> = run(turn).finally(() => {
          running.delete(turnRun);
          slotFreed.resolve();
          slotFreed = Promise.withResolvers<void>();
        });
        running.add(turnRun);
      }
      if (turns.length === 0) await deps.sleep(options.pollMs, stopping.signal);
    }
  }

  return {
    start() {
      loop = work();
    },
    async stop() {
      stopping.abort();
      slotFreed.resolve();
      await loop;
      await Promise.all(running);
      await giveBack().catch((error) => deps.log.error({ error: nameOf(error) }, "leases run out by themselves"));
    },
    active: () => running.size,
  };
}

function laneOf(lease: Lease): Record<string, unknown> {
  return { shopId: lease.shopId, lane: lease.laneKey };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : "unknown error";
}
