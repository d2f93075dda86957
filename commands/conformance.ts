import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RunVerdict } from "./conformance/judge-run.ts";
import { type FolderBody, readFolder } from "./conformance/read-folder.ts";
import { type ConformanceOptions, readOptions, USAGE } from "./conformance/read-options.ts";
import { runConformance } from "./conformance/run-conformance.ts";
import { verdictJson, verdictText, writeReport } from "./conformance/write-verdict.ts";
import { newDataDir } from "./new-data-dir.ts";
import { whenOrphaned } from "./when-orphaned.ts";

/**
 * `npm run conformance -- DIR`: feeds a folder of webhook bodies through the real receiver, worker and core, and holds
 * what comes out against what the bodies say. Exit code 0 without violations, 1 with, 2 where the folder cannot be used.
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

async function run(options: ConformanceOptions, bodies: readonly FolderBody[]): Promise<number> {
  const dataDir = newDataDir("conformance");
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());
  whenOrphaned(() => stopping.abort());
  let clean = false;
  try {
    const { sabotage } = options;
    const verdict = await runConformance({ bodies, dataDir, sabotage, say, signal: stopping.signal });
    clean = verdict.violations.length === 0 && bodies.length > 0;
    tell(options, verdict);
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

function tell({ json, report }: ConformanceOptions, verdict: RunVerdict): void {
  if (report !== null) writeReport(report, verdict);
  if (json) console.log(verdictJson(verdict));
  else console.log(verdictText(verdict));
}

const options = usable(() => readOptions(process.argv.slice(2)));
const bodies = usable(() => readFolder(options.dir));
if (bodies.length === 0) say("There is no body to feed in this folder.");
process.exitCode = await run(options, bodies).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return 1;
});
