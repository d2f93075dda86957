import { parseArgs } from "node:util";
import type { Fault, Guard } from "./fault.ts";

const RECEIVERS = ["shopify", "shopware"] as const;
const SUITES = ["lane", "kill", "life"] as const;
/** Guards of the product that can be taken out of it. */
const GUARDS = ["ack", "dedupe", "fence", "lane", "poison"] as const satisfies readonly Guard[];

export interface ChaosOptions {
  receiver: (typeof RECEIVERS)[number];
  suite: (typeof SUITES)[number] | null;
  only: string | null;
  quick: boolean;
  json: boolean;
  seed: number;
  without: Guard | null;
  /** Null where it is not said. */
  soakMinutes: number | null;
  fresh: boolean;
}

export function usageOf(faults: readonly Fault[]): string {
  return `npm run chaos -- [--receiver ${RECEIVERS.join("|")}] [--suite ${SUITES.join("|")}] [--only F11] [--quick] [--json] [--seed N]
                 [--without ${GUARDS.join("|")}] [--soak MINUTES] [--fresh]

  --receiver NAME  of which platform receiver, worker and shops are; default shopify
  --suite          only this one; without it lane and kill, with shopware all
  --only ID        only this fault
  --quick          ten kills and a control of each guard, for npm test
  --json           one JSON object as the last line
  --seed N         plays the same day again; default ${DEFAULT_SEED}
  --without GUARD  takes this guard out of the product, which must then break
  --soak MINUTES   how long F38 lasts; default 5, with small numbers 2
  --fresh          starts anew; without it a run that was cut off goes on

The faults:
${faults.map(({ id, suite, title }) => `  ${id.padEnd(5)} ${suite}  ${title}`).join("\n")}`;
}

const DEFAULT_SEED = 7;

/** Reads the command line; throws with a sentence where it cannot be used. */
export function readOptions(args: string[], faults: readonly Fault[]): ChaosOptions {
  const { values } = parseArgs({
    args,
    options: {
      receiver: { type: "string", default: RECEIVERS[0] },
      suite: { type: "string" },
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      seed: { type: "string", default: String(DEFAULT_SEED) },
      without: { type: "string" },
      soak: { type: "string" },
      fresh: { type: "boolean", default: false },
    },
  });
  const { receiver, suite, only, without, seed, soak, ...flags } = values;
  const known = faults.find(({ id }) => id.toLowerCase() === only?.toLowerCase());
  if (only !== undefined && known === undefined) {
    throw new Error(`There is no fault ${only}. There are: ${faults.map(({ id }) => id).join(", ")}`);
  }
  const wanted = suite === undefined ? null : oneOf("--suite", suite, SUITES);
  if (wanted !== null && known !== undefined && known.suite !== wanted) {
    throw new Error(`${known.id} is a fault of the suite ${known.suite}`);
  }
  if (!/^\d{1,9}$/.test(seed)) throw new Error("--seed takes a whole number from 0");
  if (soak !== undefined && !/^[1-9]\d{0,3}$/.test(soak)) throw new Error("--soak takes whole minutes from 1");
  return {
    ...flags,
    receiver: oneOf("--receiver", receiver, RECEIVERS),
    suite: wanted,
    only: known?.id ?? null,
    seed: Number(seed),
    soakMinutes: soak === undefined ? null : Number(soak),
    without: without === undefined ? null : oneOf("--without", without, GUARDS),
  };
}

function oneOf<Value extends string>(option: string, value: string, allowed: readonly Value[]): Value {
  const known = allowed.find((one) => one === value);
  if (known === undefined) throw new Error(`${option} takes one of: ${allowed.join(", ")}`);
  return known;
}
