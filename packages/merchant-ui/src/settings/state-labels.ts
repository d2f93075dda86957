import type { TFunction } from "i18next";
import { isolated } from "../mapping/isolated.ts";
import type { StateChoice } from "./data.ts";

/** States that every shop has, and that have words of ours where the shop does not say its own. */
const KNOWN = [
  "open",
  "in_progress",
  "completed",
  "cancelled",
  "shipped",
  "shipped_partially",
  "returned",
  "returned_partially",
];

export interface StateLabel {
  state: string;
  label: string;
}

/** All that can be chosen, by what they are called. A state that was chosen once stays among them, also when the shop has it no more. */
export function stateLabels(
  choices: readonly StateChoice[],
  chosen: readonly string[],
  t: TFunction<"merchant">,
): StateLabel[] {
  const known = new Set(choices.map(({ state }) => state));
  const others = chosen.filter((state) => !known.has(state)).map((state) => ({ state, name: null }));
  return [...choices, ...others].map(({ state, name }) => ({ state, label: labelOf(state, name, t) }));
}

function labelOf(state: string, name: string | null, t: TFunction<"merchant">): string {
  if (name !== null) return isolated(name);
  return KNOWN.includes(state) ? t(`settings.states.${state}`) : isolated(state);
}
