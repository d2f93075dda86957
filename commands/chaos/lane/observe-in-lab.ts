import type { Observation, RunContext } from "../fault.ts";
import type { Lab, LabSetup } from "../lab.ts";
import { withLab } from "../with-lab.ts";

/** A fault's run in a lab of its own, which is kept when it broke. */
export function observeInLab(
  context: RunContext,
  setup: LabSetup,
  run: (lab: Lab) => Promise<Observation>,
): Promise<Observation> {
  return withLab(context, setup, { run, odd: ({ broken }) => broken.length > 0 });
}
