import type { Clock } from "../clock.ts";
import { isSuspect, type Lanes, type Lease, type NextDue, type Turn } from "../lane/lanes.ts";
import type { TurnOutcome } from "./run-turn.ts";

export interface WorkerDeps {
  lanes: Lanes;
  clock: Clock;
  /**
   * Runs one turn; throws only when the database is away. `leave` says that nothing but its commit is left to do: its slot
   * is free for the next turn's calls meanwhile. Without it the slot is free when the turn ends.
   */
  runTurn: (turn: Turn, leave: () => void) => Promise<TurnOutcome>;
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

/** Given as the reason why a rest ends early: without one, an error is made for each time. */
const WOKEN = "woken";

/** Wait after a claim or a turn that threw: the database is away. */
const DATABASE_AWAY_MS = 1_000;

/** Claims due lanes and runs them, as many at a time as `concurrency` allows. */
export function createWorker(deps: WorkerDeps, options: WorkerOptions): Worker {
  const running = new Set<Promise<void>>();
  /** Those of the running turns that may call out. */
  const slots = new Set<Turn>();
  /** Claimed ahead: a slot that comes free goes on with these, and does not wait for a claim. */
  const ready: Turn[] = [];
  /** Nothing else is held while it runs: should the process die of it, it must not take others along. */
  let suspect: Turn | null = null;
  const unreleased: { lease: Lease; next: NextDue }[] = [];
  const stopping = new AbortController();
  let loop: Promise<void> = Promise.resolve();
  let slotFreed = Promise.withResolvers<void>();
  // Twice as many as run: while machine or database are busy, a claim can take as long as a turn.
  const ahead = 2 * options.concurrency;
  // A claim costs the database the same for one lane as for many. As many again are ready when the next one goes out.
  const batch = options.concurrency;
  // Slow turns must not use up the leases of what waits behind them: another worker may be free.
  const patienceMs = options.leaseMs / 4;

  async function run(turn: Turn, leave: () => void): Promise<void> {
    try {
      const outcome = await deps.runTurn(turn, leave);
      if (outcome === "lease_lost") deps.log.warn(laneOf(turn.lease), "lease lost: the turn's result was discarded");
    } catch (error) {
      deps.log.error({ ...laneOf(turn.lease), error: nameOf(error) }, "turn could not be finished");
      unreleased.push({ lease: turn.lease, next: deps.clock.now() + DATABASE_AWAY_MS });
    }
  }

  /** Turns that may begin. Those that only commit take no slot, but may not pile up either. */
  function free(): number {
    return Math.min(options.concurrency - slots.size, 2 * options.concurrency - running.size);
  }

  /** Turns that may be claimed. A claim is worth it from a batch on: until then nobody is woken for it. */
  function room(): number {
    return free() + ahead - ready.length;
  }

  /** Starts what is ready while there are slots. */
  function begin(): void {
    setAside();
    while (free() > 0) {
      const turn = ready.shift();
      if (turn === undefined) return;
      occupy(turn);
    }
  }

  function occupy(turn: Turn): void {
    slots.add(turn);
    const leave = () => {
      if (slots.delete(turn)) begin();
      if (room() < batch && unreleased.length === 0) return;
      slotFreed.resolve();
      slotFreed = Promise.withResolvers<void>();
    };
    // Counted before it runs: it may leave its slot at once, and then the next one begins.
    const turnRun: Promise<void> = Promise.resolve()
      .then(() => run(turn, leave))
      .finally(() => {
        running.delete(turnRun);
        leave();
      });
    running.add(turnRun);
  }

  /** Of what was claimed, one suspect at most is kept. */
  function take(turns: readonly Turn[]): void {
    for (const turn of turns) {
      if (!isSuspect(turn)) ready.push(turn);
      else if (suspect === null) suspect = turn;
      else unreleased.push({ lease: turn.lease, next: deps.clock.now() });
    }
  }

  /** Lets everything else end, then runs the suspect, then goes on. */
  async function runAlone(turn: Turn): Promise<void> {
    while (running.size + ready.length > 0 && !stopping.signal.aborted) {
      await rest(patienceMs);
      begin();
    }
    const late = deps.clock.now() > turn.lease.until - options.leaseMs / 2;
    if (late || stopping.signal.aborted || !(await hold(turn))) {
      unreleased.push({ lease: turn.lease, next: deps.clock.now() });
      return;
    }
    occupy(turn);
    await Promise.all(running);
  }

  async function hold({ lease, events }: Turn): Promise<boolean> {
    try {
      return await deps.lanes.hold(lease, events.length);
    } catch (error) {
      deps.log.error({ ...laneOf(lease), error: nameOf(error) }, "lane could not be held");
      return false;
    }
  }

  /** Takes out of what is ready what has waited too long, and all of it once the worker stops. */
  function setAside(): void {
    const now = deps.clock.now();
    for (let turn = ready[0]; turn !== undefined; turn = ready[0]) {
      const waitedMs = now - (turn.lease.until - options.leaseMs);
      if (waitedMs < patienceMs && !stopping.signal.aborted) return;
      unreleased.push({ lease: turn.lease, next: now });
      ready.shift();
    }
  }

  async function giveBack(): Promise<void> {
    for (let entry = unreleased[0]; entry !== undefined; entry = unreleased[0]) {
      await deps.lanes.release(entry.lease, entry.next);
      unreleased.shift();
    }
  }

  async function claim(limit: number): Promise<Turn[] | "away"> {
    try {
      await giveBack();
      if (limit === 0) return [];
      return await deps.lanes.claim({ limit, leaseMs: options.leaseMs, maxEvents: options.maxEvents });
    } catch (error) {
      deps.log.error({ error: nameOf(error) }, "lanes could not be claimed");
      return "away";
    }
  }

  /** Until enough slots came free for a claim, at most so long. */
  async function rest(ms: number): Promise<void> {
    const woken = new AbortController();
    await Promise.race([slotFreed.promise, deps.sleep(ms, woken.signal)]);
    woken.abort(WOKEN);
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      begin();
      if (suspect !== null) {
        await runAlone(suspect);
        suspect = null;
        continue;
      }
      const wanted = room();
      const limit = wanted < batch ? 0 : wanted;
      if (limit === 0 && unreleased.length === 0) {
        await rest(patienceMs);
        continue;
      }
      const turns = await claim(limit);
      if (turns === "away") await deps.sleep(DATABASE_AWAY_MS, stopping.signal);
      // A slot that comes free ends this too: its lane may be due again.
      else if (turns.length === 0) await rest(options.pollMs);
      else take(turns);
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
      setAside();
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
