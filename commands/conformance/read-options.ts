import { parseArgs } from "node:util";

const SABOTAGES = ["drop-tracking", "round-money", "drop-note-attributes", "ack-only"];
const PLATFORMS = ["shopify", "shopware"] as const;

export interface ConformanceOptions {
  dir: string;
  json: boolean;
  report: string | null;
  sabotage: string | null;
  /** Whose bodies they are; null: as their topics say. */
  platform: (typeof PLATFORMS)[number] | null;
}

export const USAGE = `npm run conformance -- DIR [--json] [--report FILE] [--sabotage NAME] [--platform shopify|shopware]

  DIR              holds index.json, a list of {file, topic, feed_as, wrapper}, and the bodies; or the capture of a Shopware
                   shop, a list of {case, order_id, order_number, steps}
  --json           one JSON object as the last line
  --report FILE    writes per body what became of it and what the core was sent, of a capture what became of each step
  --platform NAME  whose bodies they are; where it is not given, their topics say it
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
      platform: { type: "string" },
    },
  });
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) throw new Error("conformance takes one folder.");
  const platform = PLATFORMS.find((name) => name === values.platform) ?? null;
  if (values.platform !== undefined) oneOf("--platform", values.platform, PLATFORMS);
  if (values.sabotage !== undefined) oneOf("--sabotage", values.sabotage, SABOTAGES);
  return { dir, json: values.json, report: values.report ?? null, sabotage: values.sabotage ?? null, platform };
}

function oneOf(option: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new Error(`${option} takes one of: ${allowed.join(", ")}`);
}
