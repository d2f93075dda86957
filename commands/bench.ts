import { runBackfill } from "./bench/backfill/run-backfill.ts";
import { openBenchDatabase } from "./bench/bench-database.ts";
import { runDrain } from "./bench/drain/run-drain.ts";
import type { Figures } from "./bench/figures.ts";
import { gatesOf } from "./bench/gates.ts";
import { runIngest } from "./bench/ingest/run-ingest.ts";
import { runLatency } from "./bench/latency/run-latency.ts";
import { runLookup } from "./bench/lookup/run-lookup.ts";
import { runMapping } from "./bench/mapping/run-mapping.ts";
import { type BenchOptions, readOptions, type Suite, USAGE } from "./bench/read-options.ts";
import { runReconcile } from "./bench/reconcile/run-reconcile.ts";
import { figuresJson, gatesText } from "./bench/write-report.ts";
import { whenOrphaned } from "./when-orphaned.ts";

/**
 * `npm run bench`: our figures beside what people would use instead, side by side in one run. Exit code 0 where every gate
 * is met, 1 where one is missed or the run proves nothing.
 */
const WINDOW_SECONDS = 5;
const say = (line: string): void => console.error(line);

interface SuiteRun {
  figures: Figures;
  report: string[];
  faults: string[];
}

async function runSuite(suite: Suite, options: BenchOptions, ended: Promise<never>): Promise<SuiteRun> {
  switch (suite) {
    case "ingest": {
      const { windows } = options;
      const run = await runIngest({ windows, seconds: options.seconds ?? WINDOW_SECONDS, say, ended });
      return { ...run, figures: { ingest: run.figures, rss_mb: Math.round(run.rssMb) } };
    }
    case "latency": {
      const run = await runLatency({ seconds: options.seconds, say, ended });
      return { ...run, figures: { latency: run.figures, rss_mb: Math.round(run.rssMb) } };
    }
    case "drain": {
      const drain = await onDatabase((databaseUrl) => Promise.race([runDrain({ databaseUrl, say }), ended]));
      return { figures: { drain }, report: [], faults: [] };
    }
    case "reconcile": {
      const reconcile = await runReconcile({ say, ended });
      return { figures: { reconcile }, report: [], faults: [] };
    }
    case "backfill": {
      const backfill = await runBackfill({ say, ended });
      return { figures: { backfill }, report: [], faults: [] };
    }
    case "lookup": {
      const run = await runLookup({ say, ended });
      return { ...run, figures: { lookup: run.figures } };
    }
    case "mapping": {
      const mapping = await onDatabase((databaseUrl) => Promise.race([runMapping({ databaseUrl, say }), ended]));
      return { figures: { mapping }, report: [], faults: [] };
    }
  }
}

async function onDatabase<Result>(measure: (url: string) => Promise<Result>): Promise<Result> {
  const database = await openBenchDatabase();
  try {
    return await measure(database.url);
  } finally {
    await database.remove();
  }
}

async function run(options: BenchOptions, ended: Promise<never>): Promise<number> {
  let figures: Figures = {};
  const report: string[] = [];
  const faults: string[] = [];
  for (const suite of options.suites) {
    const before = figures.rss_mb ?? 0;
    const suiteRun = await runSuite(suite, options, ended);
    const { rss_mb } = suiteRun.figures;
    figures = { ...figures, ...suiteRun.figures, ...(rss_mb !== undefined && { rss_mb: Math.max(before, rss_mb) }) };
    report.push(...suiteRun.report);
    faults.push(...suiteRun.faults);
  }
  const gates = gatesOf(figures);
  say(["", ...report, "", gatesText(gates), ...faults.map((fault) => `FAULT   ${fault}`)].join("\n"));
  if (options.json) console.log(figuresJson(figures));
  return faults.length === 0 && gates.every(({ met }) => met) ? 0 : 1;
}

function optionsOrExit(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    say(USAGE);
    process.exit(2);
  }
}

/** Rejects when the run is to end before its time: what it started is ended on the way out. */
function interruption(): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new Error("Stopped."));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
    whenOrphaned(stop);
  });
}

const options = optionsOrExit();
const ended = interruption();
ended.catch(() => undefined);
try {
  process.exitCode = await run(options, ended);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  // A load that was cut off may still be waiting for answers.
  process.exit(1);
}
