import type { HomeData, ProblemRow } from "./data.ts";
import type { Tone } from "./primitives.tsx";

/** The one sentence on top of the home page, as text keys. */
export interface Summary {
  tone: Tone;
  title: string;
  text: string;
  /** For the title's `{{count}}`. */
  count: number;
  /** Not connected: the sentence has a button. */
  connect: boolean;
}

/** Is all well? The worst thing that is true wins. Pure. */
export function summaryOfHome(data: Extract<HomeData, { state: "ready" }>): Summary {
  if (!data.connected) return summary("info", "not_connected", 0, true);
  if (data.problems.length > 0) return summary(toneOf(data.problems), "problems", data.problems.length);
  // A failed order whose problem is closed, as while it is being sent again, is still not well.
  if (data.counters.failed > 0) return summary("warning", "failed", data.counters.failed);
  if (data.counters.waiting > 0) return summary("success", "on_their_way", data.counters.waiting);
  return summary("success", "all_well", 0);
}

/** A customer who asks for their data keeps no order from Karla. */
function toneOf(problems: readonly ProblemRow[]): Tone {
  return problems.every(({ code }) => code === "data_requested") ? "warning" : "critical";
}

function summary(tone: Tone, name: string, count: number, connect = false): Summary {
  return { tone, title: `home.${name}`, text: `home.${name}_text`, count, connect };
}
