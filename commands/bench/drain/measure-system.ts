import { fileURLToPath } from "node:url";
import { childEnv } from "../../env.ts";
import { runOnce } from "../../start-process.ts";
import { type DrainPlan, DrainReport } from "./drain-plan.ts";
import { createRunDatabase } from "./run-database.ts";
import { SinkSummary } from "./sink/sink-journal.ts";

export type SystemName = "lanes" | "pg-boss" | "graphile" | "turns" | "no-queue";

export interface DrainedRun {
  jobs: number;
  summary: SinkSummary;
  perSecond: number;
  ofIdeal: number;
  /** Every job was done within the limit. */
  finished: boolean;
  /** What must not happen, in words. */
  faults: string[];
}

const SERVICE_MS = 20;

/** One run of one system in a process of its own, on a database of its own. */
export async function measureSystem(system: SystemName, plan: Omit<DrainPlan, "run">): Promise<DrainedRun> {
  const database = await createRunDatabase(plan.databaseUrl);
  try {
    const script = fileURLToPath(new URL(`${system}/worker.ts`, import.meta.url));
    const args = [JSON.stringify({ ...plan, databaseUrl: database.url, run: database.name })];
    const report = DrainReport.parse(JSON.parse(await runOnce({ script, args, env: childEnv({}) })));
    const answer = await fetch(`${plan.sinkUrl}/${database.name}`);
    const summary = SinkSummary.parse(await answer.json());
    const perSecond = (1_000 * summary.steady.jobs) / summary.steady.ms;
    return {
      jobs: plan.jobs,
      summary,
      perSecond,
      ofIdeal: (perSecond * SERVICE_MS) / (1_000 * plan.concurrency),
      finished: report.acknowledged === plan.jobs,
      faults: faultsOf(plan.jobs, summary, report),
    };
  } finally {
    await database.drop();
  }
}

function faultsOf(jobs: number, summary: SinkSummary, report: DrainReport): string[] {
  const counts: [number, string][] = [
    [jobs - summary.jobs, "jobs never reached the sink"],
    [jobs - report.acknowledged, "jobs were not acknowledged"],
    [report.left, "jobs are still in the database"],
    [summary.repeated, "jobs came again"],
    [summary.overlaps, "jobs began while another of their order ran"],
    [summary.outOfOrder, "jobs were overtaken"],
  ];
  return counts.filter(([count]) => count !== 0).map(([count, what]) => `${count} ${what}`);
}
