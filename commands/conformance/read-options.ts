import { parseArgs } from "node:util";

const SABOTAGES = ["drop-tracking", "round-money", "drop-note-attributes", "ack-only"];
const PLATFORMS = ["shopify"];

export interface ConformanceOptions {
  dir: string;
  json: boolean;
  report: string | null;
  sabotage: string | null;
}

export const USAGE = `npm run conformance -- DIR [--json] [--report FILE] [--sabotage NAME] [--platform shopify]

  DIR              holds index.json, a list of {file, topic, feed_as, wrapper}, and the bodies
  --json           one JSON object as the last line
  --report FILE    writes per body what became of it and what the core was sent
  --sabotage NAME  breaks the named thing in the pipeline: ${SABOTAGES.join(", ")}`;

/** Reads the command line; throws with a sentence where it cannot be used. */
export function readOptions(args: string[]): ConformanceOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      report: { type: "string" },
      sabotage: { type: "string" },
      platform: { type: "string", default: "shopify" },
    },
  });
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) throw new Error("conformance takes one folder.");
  oneOf("--platform", values.platform, PLATFORMS);
  if (values.sabotage !== undefined) oneOf("--sabotage", values.sabotage, SABOTAGES);
  return { dir, json: values.json, report: values.report ?? null, sabotage: values.sabotage ?? null };
}

function oneOf(option: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new Error(`${option} takes one of: ${allowed.join(", ")}`);
}
