import { aboveZero, ZERO_FIGURES } from "../check-run.ts";
import type { Fault, Observation, RunContext } from "../fault.ts";
import { type KillPlan, type KillRun, runKills } from "./kill-run.ts";
import { quantiles } from "./quantiles.ts";

const WHOLE: KillPlan = { receiver: 100, worker: 100, database: 10 };
const QUICK: KillPlan = { receiver: 5, worker: 4, database: 1 };
/** Of a platform whose engine was tried with the whole. */
const SMALL: KillPlan = { receiver: 10, worker: 8, database: 1 };
/** Without a guard it takes little to see it broken. */
const CONTROL: KillPlan = { receiver: 6, worker: 3, database: 1 };
/** A receiver may take so much more memory than it had when its life began. */
const MAX_GROWN_MB = 150;
/** More events than these that chance took for poison would be no chance: one in a hundred, or one turn's events of one lane. */
const MAX_POISONED = { share: 0.01, events: 20 };

/** One run for all that are wanted together: who kills receivers, workers and the database at once finds what none alone does. */
const runs = new Map<string, Promise<KillRun>>();

function sharedRun(id: string, context: RunContext): { name: string; run: Promise<KillRun> } {
  const { without, quick, small, seed, alongside = [id] } = context;
  const full = without !== null ? CONTROL : quick ? QUICK : small ? SMALL : WHOLE;
  const plan = {
    receiver: alongside.includes("F01") ? full.receiver : 0,
    worker: alongside.includes("F02") ? full.worker : 0,
    database: alongside.includes("F05") ? full.database : 0,
  };
  const name = `kill ${without ?? ""} ${JSON.stringify({ ...plan, quick, seed })}`;
  const run = runs.get(name) ?? runKills(context, plan);
  runs.set(name, run);
  return { name, run };
}

/** What must hold whoever was killed: all that the shared checker sees, and nobody dies who was not killed. */
function broken({ check, receiver, worker, poisoned }: KillRun): string[] {
  const { acked, differences } = check;
  return [
    ...aboveZero(check, [...ZERO_FIGURES, "quarantined"]),
    ...(check.grown_mb > MAX_GROWN_MB ? [`a receiver grew by ${check.grown_mb} MiB`] : []),
    ...(poisoned > Math.max(acked * MAX_POISONED.share, MAX_POISONED.events)
      ? [`${poisoned} events were taken for poison`]
      : []),
    ...receiver.failures,
    ...worker.failures,
    ...differences.slice(0, 5),
  ];
}

function short(what: string, wanted: number, had: number): string[] {
  return had < wanted ? [`${had} of ${wanted} ${what} kills`] : [];
}

function fault(
  { id, title, guard }: Pick<Fault, "id" | "title" | "guard">,
  see: (run: KillRun) => Pick<Observation, "injected" | "observed" | "broken">,
): Fault {
  return {
    id,
    suite: "kill",
    title,
    guard,
    alone: true,
    async run(context) {
      const { name, run } = sharedRun(id, context);
      const seen = await run;
      const { injected, observed, broken: own } = see(seen);
      const { acked, lost, duplicate_effects, reordered } = seen.check;
      return {
        run: name,
        injected,
        observed: { acked, lost, duplicate_effects, reordered, ...observed },
        broken: [...own, ...broken(seen)],
      };
    },
  };
}

const F01 = fault(
  {
    id: "F01",
    title: "a receiver is killed between body, commit and answer: what was acknowledged is there",
    guard: "ack",
  },
  ({ receiver, plan, check }) => ({
    injected: { kills: receiver.kills, ...receiver.by },
    observed: {
      ...quantiles("restart_to_first_2xx", receiver.restartsMs),
      unfinished: check.unfinished,
      differences: check.differences.length,
      grown_mb: check.grown_mb,
      outbound: check.outbound,
    },
    broken: short("receiver", plan.receiver, receiver.kills),
  }),
);

const F02 = fault(
  {
    id: "F02",
    title: "a worker is killed around the core's answer: it is sent again and changes nothing",
    guard: "dedupe",
  },
  ({ worker, plan, check, cut, poisoned }) => ({
    injected: { kills: worker.kills, ...worker.by, writes_cut: cut.writes },
    observed: {
      ...quantiles("takeover", cut.takeoversMs),
      overlaps: check.overlaps,
      lost_leases: check.lost_leases,
      differences: check.differences.length,
      poisoned_by_chance: poisoned,
      quarantined: check.quarantined,
      dead: check.dead,
    },
    broken: short("worker", plan.worker, worker.kills),
  }),
);

const F05 = fault(
  {
    id: "F05",
    title: "the database is killed: nothing acknowledged is lost, and nobody has to be restarted",
    guard: "ack",
  },
  ({ database, plan, refusals }) => ({
    injected: { kills: database.kills },
    observed: {
      ...quantiles("outage", database.outagesMs),
      ...quantiles("back_to_first_2xx", database.recoveriesMs),
      refused_503: refusals.count,
    },
    broken: [
      ...short("database", plan.database, database.kills),
      ...(refusals.without_retry_after > 0 ? [`${refusals.without_retry_after} answers 503 without Retry-After`] : []),
    ],
  }),
);

/** Deaths of processes, in the order of the matrix. */
export const KILL_FAULTS: readonly Fault[] = [F01, F02, F05];
