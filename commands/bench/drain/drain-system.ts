import { setTimeout as wait } from "node:timers/promises";
import { type DrainJob, drainJobs, type JobName } from "./drain-job.ts";
import { DrainPlan, type DrainReport } from "./drain-plan.ts";
import { createSinkCaller } from "./sink/sink-caller.ts";

/** What a system is given to work with. */
export interface DrainWork {
  /** Sends a job to the sink. At most `concurrency` of these may be under way. */
  call(job: JobName): Promise<void>;
  /** So many more jobs were acknowledged. */
  acknowledged(jobs: number): void;
  /** Names the run at the sink. */
  run: string;
}

/** One system under measurement: how it takes jobs in, and how it works on them. */
export interface DrainSystem {
  fill(jobs: readonly DrainJob[]): Promise<void>;
  start(work: DrainWork): Promise<void>;
  stop(): Promise<void>;
  /** Jobs that the database has as not done. */
  left(): Promise<number>;
  /** Statistics for the planner: a table that has just been filled has none, one that is in use has. */
  analyse(): Promise<void>;
  close(): Promise<void>;
}

/** Not counted: connections are opened, statements prepared, code compiled, as in a worker that has run for a while. */
const WARM_UP = { jobs: 600, orders: 300 };
const LOOK_MS = 5;

/** The life of a system's process: open, warm up, fill, drain, report on stdout, end. */
export async function runSystem(open: (plan: DrainPlan) => Promise<DrainSystem>): Promise<void> {
  const plan = DrainPlan.parse(JSON.parse(process.argv[2] ?? ""));
  const system = await open(plan);
  // Orders are numbers, as they are at a shop; those of the warm-up are others.
  await drain(system, { ...plan, ...WARM_UP, run: `${plan.run}-warm-up` }, 1_000_000);
  const acknowledged = await drain(system, plan, 5_000_000);
  const report: DrainReport = { acknowledged, left: await system.left() };
  await system.close();
  process.stdout.write(JSON.stringify(report), () => process.exit(0));
}

async function drain(system: DrainSystem, plan: DrainPlan, firstOrder: number): Promise<number> {
  let done = 0;
  await system.fill(drainJobs({ ...plan, firstOrder }));
  await system.analyse();
  const until = performance.now() + plan.limitMs;
  await system.start({
    call: createSinkCaller(plan.sinkUrl, plan.run),
    acknowledged: (jobs) => {
      done += jobs;
    },
    run: plan.run,
  });
  while (done < plan.jobs && performance.now() < until) await wait(LOOK_MS);
  await system.stop();
  return done;
}
