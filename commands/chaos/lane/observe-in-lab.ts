import type { Observation, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { type LabWish, withLab } from "../with-lab.ts";

/** A fault's run in a lab of its own, which is kept when it broke. */
export function observeInLab(
  context: RunContext,
  wish: LabWish,
  run: (lab: Lab) => Promise<Observation>,
): Promise<Observation> {
  return withLab(context, wish, { run, odd: ({ broken }) => broken.length > 0 });
}
