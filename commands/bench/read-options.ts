import { parseArgs } from "node:util";

const SUITES = ["ingest", "latency", "drain", "mapping", "reconcile", "backfill", "lookup"] as const;
/** What runs where none is named. */
const USUAL = ["ingest", "latency", "drain"] as const;
export type Suite = (typeof SUITES)[number];

export interface BenchOptions {
  suites: readonly Suite[];
  json: boolean;
  /** Length of one ingest window and of the idle run of latency; null: each its own. */
  seconds: number | null;
  /** Windows that count, per server. */
  windows: number;
}

export const USAGE = `npm run bench -- [--suite ingest|latency|drain|mapping|reconcile|backfill|lookup] [--json] [--seconds N] [--windows N]

  --suite NAME   one suite instead of ingest, latency and drain
  --json         one JSON object as the last line
  --seconds N    length of one ingest window (default 5) and of the idle run of latency (default 30)
  --windows N    ingest windows per server (default 5), after one that does not count`;

/** Reads the command line; throws with a sentence where it cannot be used. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      suite: { type: "string" },
      json: { type: "boolean", default: false },
      seconds: { type: "string" },
      windows: { type: "string", default: "5" },
    },
  });
  return {
    suites: values.suite === undefined ? USUAL : [suiteOf(values.suite)],
    json: values.json,
    seconds: values.seconds === undefined ? null : wholeNumber("--seconds", values.seconds, 600),
    windows: wholeNumber("--windows", values.windows, 100),
  };
}

function suiteOf(name: string): Suite {
  const known = SUITES.find((suite) => suite === name);
  if (known === undefined) throw new Error(`--suite takes one of: ${SUITES.join(", ")}`);
  return known;
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) {
    throw new Error(`${option} takes a whole number from 1 to ${most}`);
  }
  return value;
}
