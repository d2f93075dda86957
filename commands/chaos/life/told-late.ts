import type { Lab } from "../lab.ts";
import type { Answer } from "./try-each.ts";

/** A sender is told within two seconds; what comes on top is the machine's. */
const TOLD_WITHIN_MS = 2_600;

/** What is wrong with these where some of them took too long; the checker itself may have noticed them late. */
export function toldLate({ stallMs }: Lab, answers: readonly Answer[]): string[] {
  const withinMs = TOLD_WITHIN_MS + stallMs();
  const late = answers.filter(({ ms }) => ms > withinMs).length;
  return late === 0 ? [] : [`${late} of ${answers.length} messages were answered after more than ${withinMs} ms`];
}
