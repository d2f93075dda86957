import type { Fault } from "./chaos/fault.ts";
import { KILL_FAULTS } from "./chaos/kill/kill-faults.ts";
import { closeLabs } from "./chaos/lab.ts";
import { LANE_FAULTS } from "./chaos/lane/lane-faults.ts";
import { LIFE_FAULTS } from "./chaos/life/life-faults.ts";
import { type ChaosOptions, readOptions, usageOf } from "./chaos/read-options.ts";
import { isWhole, reportOf, reportText } from "./chaos/report.ts";
import { openResults } from "./chaos/results-file.ts";
import { runSuites } from "./chaos/run-suites.ts";
import { PLATFORMS } from "./chaos/shop/platforms.ts";
import { whenOrphaned } from "./when-orphaned.ts";

/**
 * `npm run chaos`: kills and faults against the real processes, each with a control that must break. Exit code 0 when the
 * product held and every control broke, 1 when not, 2 where the command line cannot be used. See docs/reliability.md.
 */
const FAULTS: readonly Fault[] = [...LANE_FAULTS, ...KILL_FAULTS, ...LIFE_FAULTS];
const say = (line: string): void => console.error(line);

async function run(options: ChaosOptions, signal: AbortSignal): Promise<number> {
  const { json: _, fresh, ...wanted } = options;
  // A quick run is over before it is worth going on with.
  const results = openResults(wanted, fresh || options.quick);
  const startedAt = Date.now();
  const seconds = () => Math.round(results.seconds + (Date.now() - startedAt) / 1_000);
  const { receiver } = options;
  say(`Receiver of ${receiver}, seed ${options.seed}${options.without === null ? "" : `, without ${options.without}`}`);
  const runs = await runSuites({
    faults: FAULTS,
    platform: PLATFORMS[receiver],
    options,
    results,
    say,
    signal,
    seconds,
  });
  results.forget();
  const report = reportOf(runs, seconds(), receiver);
  console.log(options.json ? JSON.stringify(report) : reportText(runs, report));
  return isWhole(runs, report) ? 0 : 1;
}

function optionsOrExit(): ChaosOptions {
  try {
    return readOptions(process.argv.slice(2), FAULTS);
  } catch (error) {
    say(`${usageOf(FAULTS)}\n`);
    say(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

const options = optionsOrExit();
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort(signal));
whenOrphaned(() => stopping.abort("nobody is left to read this"));
const stopped = new Promise<number>((resolve) => {
  stopping.signal.addEventListener("abort", () => {
    say(`Stopping (${stopping.signal.reason}) …`);
    closeLabs().then(
      () => resolve(130),
      () => resolve(130),
    );
  });
});
const ended = run(options, stopping.signal).catch((error: unknown) => {
  if (stopping.signal.aborted) return stopped;
  say(error instanceof Error ? error.message : String(error));
  return closeLabs().then(() => 1);
});
process.exit(await Promise.race([ended, stopped]));
