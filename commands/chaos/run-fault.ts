import type { Fault, Observation, RunContext } from "./fault.ts";

export type Verdict = "held" | "broken";

/** Runs a fault once. A run that could not be made at all proves nothing, whichever way: it says so. */
export async function runFault(fault: Fault, context: RunContext): Promise<Observation> {
  try {
    return await fault.run(context);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { injected: {}, observed: {}, broken: [`the run could not be made: ${why}`] };
  }
}

/** Of the product as it is: `held` when nothing was broken and something was injected. */
export function verdictOf({ injected, broken }: Observation): Verdict {
  return wasInjected(injected) && broken.length === 0 ? "held" : "broken";
}

/** Of the control: it is `broken` only by what was injected, never by a run that failed on its own. */
export function controlVerdictOf({ injected, broken }: Observation): Verdict {
  return wasInjected(injected) && broken.length > 0 ? "broken" : "held";
}

function wasInjected(injected: Observation["injected"]): boolean {
  const counts = Object.values(injected);
  return counts.length > 0 && counts.every((count) => count > 0);
}
