import { parseArgs } from "node:util";
import { KINDS } from "@karla/sandbox/kinds";

export const SABOTAGES = [
  "drop-tracking",
  "round-money",
  "drop-note-attributes",
  "drop-mapping",
  "ack-only",
  "drop-event",
  "double-effect",
] as const;
export type Sabotage = (typeof SABOTAGES)[number];

export interface DemoOptions {
  json: boolean;
  sabotage: Sabotage | null;
  seed: number;
  /** Of the Shopify shop. */
  orders: number;
}

/** The demo's Shopware shop is a smaller one, and has each kind of order at least once. */
export function shopwareOrders(orders: number): number {
  return Math.max(KINDS.length, Math.ceil((orders * 3) / 13));
}

export const USAGE = `npm run demo -- [--json] [--seed N] [--orders N] [--sabotage ${SABOTAGES.join("|")}]`;

/** Reads the command line; throws with a sentence where it cannot be used. */
export function readOptions(args: string[], freshSeed: () => number): DemoOptions {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      sabotage: { type: "string" },
      seed: { type: "string" },
      orders: { type: "string", default: "520" },
    },
  });
  return {
    json: values.json,
    sabotage: values.sabotage === undefined ? null : sabotageOf(values.sabotage),
    seed: values.seed === undefined ? freshSeed() : wholeNumber("--seed", values.seed, 0),
    orders: wholeNumber("--orders", values.orders, 1),
  };
}

function sabotageOf(name: string): Sabotage {
  const known = SABOTAGES.find((sabotage) => sabotage === name);
  if (known === undefined) throw new Error(`--sabotage takes one of: ${SABOTAGES.join(", ")}`);
  return known;
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > 0xffff_ffff)
    throw new Error(`${option} takes a whole number from ${least}`);
  return value;
}
