import { aboveZero, type RunCheck, ZERO_FIGURES } from "../check-run.ts";
import type { Observation, RunContext } from "../fault.ts";

export interface Findings {
  context: RunContext;
  injected: Readonly<Record<string, number>>;
  check: RunCheck;
  /** Further figures of this fault. */
  observed?: Readonly<Record<string, number>>;
  /** The figures in which the missing guard must show itself. A control that is odd in any other way proves nothing. */
  symptoms: readonly Figure[];
  /** What this fault alone finds wrong, and its control must. */
  broken?: readonly string[];
  /** What this fault alone asks of the whole product. */
  unmet?: readonly string[];
}

type Figure = (typeof ZERO_FIGURES)[number] | "differences";

export function observation(findings: Findings): Observation {
  const { context, injected, check, observed, symptoms, broken = [], unmet = [] } = findings;
  const { differences, ...figures } = check;
  const control = context.without !== null;
  const counted = control ? ZERO_FIGURES.filter((name) => symptoms.includes(name)) : ZERO_FIGURES;
  return {
    injected,
    observed: { ...figures, differences: differences.length, ...observed },
    broken: [
      ...aboveZero(check, counted),
      ...(control && !symptoms.includes("differences") ? [] : differences.slice(0, 5)),
      ...broken,
      ...(control ? [] : [...nothingInjected(injected), ...unmet]),
    ],
  };
}

/** A fault that did not happen proves nothing. */
export function nothingInjected(injected: Readonly<Record<string, number>>): string[] {
  const none = Object.entries(injected).filter(([, count]) => count === 0);
  return none.map(([name]) => `nothing was injected: ${name} is 0`);
}
