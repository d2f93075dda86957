import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { StackRun } from "./conformance/on-stack.ts";
import { type ConformanceOptions, readOptions, USAGE } from "./conformance/read-options.ts";
import { type Suite, suiteFor } from "./conformance/suite-for.ts";
import { newDataDir } from "./new-data-dir.ts";
import { whenOrphaned } from "./when-orphaned.ts";

/**
 * `npm run conformance -- DIR`: feeds a folder of webhook bodies, or the capture of a Shopware shop, through the real
 * receiver, worker and core, and holds what comes out against what the folder says. Exit code 0 without violations, 1 with,
 * 2 where the folder cannot be used.
 */
const say = (line: string): void => console.error(line);

function usable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    say(`\n${USAGE}`);
    process.exit(2);
  }
}

async function run({ sabotage, json, report }: ConformanceOptions, suite: Suite): Promise<number> {
  const dataDir = newDataDir("conformance");
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());
  whenOrphaned(() => stopping.abort());
  let clean = false;
  try {
    const stackRun: StackRun = { dataDir, sabotage, say, signal: stopping.signal };
    const told = await suite.run(stackRun);
    clean = told.clean && suite.size > 0;
    if (report !== null) told.writeReport(report);
    console.log(json ? told.json() : told.text());
    return clean ? 0 : 1;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    say("Stopped.");
    return 130;
  } finally {
    clean ||= stopping.signal.aborted;
    for (const name of readdirSync(dataDir)) {
      if (clean || name !== "logs") rmSync(join(dataDir, name), { recursive: true, force: true });
    }
    if (clean) rmSync(dataDir, { recursive: true, force: true });
    else say(`The logs of this run: ${join(dataDir, "logs")}`);
  }
}

const options = usable(() => readOptions(process.argv.slice(2)));
const suite = usable(() => suiteFor(options));
if (suite.size === 0) say("There is no body to feed in this folder.");
process.exitCode = await run(options, suite).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return 1;
});
