import { MAX_OPS } from "./limits.ts";

/** The operations an order may still use. One for all of its rules. */
export interface Budget {
  /** False when less than that is left: then nothing was taken, and nothing more can be. */
  spend(ops: number): boolean;
  spent(): number;
}

export function createBudget(ops: number = MAX_OPS): Budget {
  let spent = 0;
  let exhausted = false;
  return {
    spend(cost) {
      exhausted ||= spent + cost > ops;
      if (!exhausted) spent += cost;
      return !exhausted;
    },
    spent: () => spent,
  };
}

/** Characters that one operation covers: what a step costs grows with the text it works on. */
const CHARACTERS_PER_OP = 512;

export function costOf(characters: number, charactersPerOp: number = CHARACTERS_PER_OP): number {
  return 1 + Math.floor(characters / charactersPerOp);
}
