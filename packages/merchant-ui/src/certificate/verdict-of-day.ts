import type { DaySums } from "@karla/sync/ledger";
import type { Tone } from "../primitives.tsx";

/** How a day stands. "waiting": all that is missing arrived and is about to be sent. */
export type Verdict = "missing" | "waiting" | "recovered" | "whole" | "nothing_placed";

export const TONES: Record<Verdict, Tone | "neutral"> = {
  missing: "critical",
  waiting: "warning",
  recovered: "info",
  whole: "success",
  nothing_placed: "neutral",
};

/** The worst thing that is true of a day. */
export function verdictOfDay({ inShop, missing, waiting, recovered }: DaySums): Verdict {
  if (missing > waiting) return "missing";
  if (missing > 0) return "waiting";
  if (recovered > 0) return "recovered";
  return inShop === 0 ? "nothing_placed" : "whole";
}
