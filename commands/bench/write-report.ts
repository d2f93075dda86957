import type { Figures } from "./figures.ts";
import type { Gate } from "./gates.ts";

/** Each demand with what was measured, for a person. */
export function gatesText(gates: readonly Gate[]): string {
  return gates
    .map(({ name, value, demand, limit, met, goal, goalMet }) => {
      const aim = goal === null ? "" : `, goal ${goal} ${goalMet ? "reached" : "missed"}`;
      return `${met ? "ok    " : "MISSED"}  ${name.padEnd(32)} ${value} (${demand} ${limit}${aim})`;
    })
    .join("\n");
}

/** The one line for a machine. */
export function figuresJson(figures: Figures): string {
  return JSON.stringify(figures);
}
