import type { CircleFigures } from "../proof/circle/judge-circle.ts";
import type { StackStatus } from "../stack.ts";
import type { OrderVerdict } from "./judge-order.ts";

/** The figures of a run, as `--json` prints them. */
export interface Figures extends CircleFigures {
  /** Deliveries the receiver acknowledged, repeats included. */
  received: number;
  /** Distinct events. */
  events: number;
  orders: number;
  delivered: number;
  quarantined: number;
  skipped: number;
  /** Acknowledged events that are not in the inbox, and orders to be sent that the core lacks. */
  lost: number;
  /** Distinct tracking numbers in the core that are live in the books. */
  parcels: number;
}

/** What became of one shop's orders. */
export interface Verdict {
  figures: Figures;
  /** Orders that only a comparison of the shop with our books found; null where none was asked for. */
  found: number | null;
  skips: Readonly<Record<string, number>>;
  kinds: Readonly<Record<string, number>>;
  /** Each is a reason not to believe that every order arrived whole. */
  problems: readonly string[];
}

/** Numbers of the parcels that the core must have of an order. */
export function numbersOf(verdict: OrderVerdict): string[] {
  return verdict.verdict === "skipped" ? [] : verdict.expected.trackings.map(({ tracking_number }) => tracking_number);
}

export function orderProblems(what: string, verdict: OrderVerdict): string[] {
  if (verdict.verdict === "lost") return [`${what} is not in the core`];
  return verdict.differences.map(
    ({ field, expected, actual }) => `${what}: ${field} should be ${expected}, is ${actual}`,
  );
}

export function skipCounts(verdicts: readonly { verdict: OrderVerdict }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of verdicts) {
    if (verdict.verdict === "skipped") counts[verdict.reason] = (counts[verdict.reason] ?? 0) + 1;
  }
  return counts;
}

/** Events of a shop that came from Karla: the shop sent none of them. */
export function fromKarla({ topics }: Pick<StackStatus, "topics">): number {
  const ofKarla = Object.entries(topics).filter(([topic]) => topic.startsWith("karla/"));
  return ofKarla.reduce((sum, [, count]) => sum + count, 0);
}

export function when(condition: boolean, problem: string): string[] {
  return condition ? [problem] : [];
}
