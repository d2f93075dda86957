import type { Fault, Guard, Observation } from "./fault.ts";
import { controlVerdictOf, type Verdict, verdictOf } from "./run-fault.ts";
import type { FaultRun } from "./run-suites.ts";
import type { Platform } from "./shop/platform.ts";

export interface ChaosReport {
  /** The platform that was tried. */
  receiver: Platform["name"];
  acked: number;
  lost: number;
  duplicate_effects: number;
  reordered: number;
  /** Deaths under load in the runs of the product as it is. */
  kills: { receiver: number; worker: number; database: number };
  faults: Record<string, FaultReport>;
  /** What the controls showed; null where none of that guard was run. */
  controls: Record<
    "ack_first_lost" | "no_dedupe_duplicates" | "no_fence_reordered" | "no_lane_overlaps",
    number | null
  >;
  seconds: number;
}

interface FaultReport {
  verdict: Verdict | "not_applicable";
  /** Why the fault cannot happen on this platform. */
  why?: string;
  injected: Observation["injected"];
  observed: Observation["observed"];
  /** Null where no control was run: the product itself was without a guard, or the fault cannot happen. */
  control: Verdict | null;
}

/** Adds up what the faults came to. */
export function reportOf(runs: readonly FaultRun[], seconds: number, receiver: Platform["name"]): ChaosReport {
  const whole = runs.flatMap(({ fault, whole: seen }) => (seen === null ? [] : [{ fault, seen }]));
  const control = runs.flatMap(({ fault, control: seen }) => (seen === null ? [] : [{ fault, seen }]));
  const kills = (id: string) =>
    sum(whole.filter(({ fault }) => fault.id === id).map(({ seen }) => seen.injected.kills));
  const shown = (guard: Guard, figure: string) => {
    const own = control.filter(({ fault }) => fault.guard === guard);
    return own.length === 0 ? null : sumOf(own, figure);
  };
  return {
    receiver,
    acked: sumOf(whole, "acked"),
    lost: sumOf(whole, "lost"),
    duplicate_effects: sumOf(whole, "duplicate_effects"),
    reordered: sumOf(whole, "reordered"),
    kills: { receiver: kills("F01"), worker: kills("F02"), database: kills("F05") },
    faults: Object.fromEntries(runs.flatMap((run) => faultReport(run).map((report) => [run.fault.id, report]))),
    controls: {
      ack_first_lost: shown("ack", "lost"),
      no_dedupe_duplicates: shown("dedupe", "duplicate_effects"),
      no_fence_reordered: shown("fence", "reordered"),
      no_lane_overlaps: shown("lane", "overlaps"),
    },
    seconds,
  };
}

function faultReport({ cannot, whole, control }: FaultRun): FaultReport[] {
  if (cannot !== null) return [{ verdict: "not_applicable", why: cannot, injected: {}, observed: {}, control: null }];
  if (whole === null) return [];
  const { injected, observed } = whole;
  return [{ verdict: verdictOf(whole), injected, observed, control: control && controlVerdictOf(control) }];
}

interface Seen {
  fault: Fault;
  seen: Observation;
}

/** Faults that share a run have its figures each: they count once. */
function sumOf(runs: readonly Seen[], figure: string): number {
  const once = new Map(runs.map(({ fault, seen }) => [seen.run ?? fault.id, seen.observed[figure]]));
  return sum([...once.values()]);
}

function sum(counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0);
}

/** Whether the product held and every control showed what its guard is for. */
export function isWhole(runs: readonly FaultRun[], report: ChaosReport): boolean {
  const { lost, duplicate_effects, reordered, controls } = report;
  return (
    runs.some(({ cannot }) => cannot === null) &&
    runs.every(({ whole }) => whole === null || verdictOf(whole) === "held") &&
    runs.every(({ control }) => control === null || controlVerdictOf(control) === "broken") &&
    Object.values(controls).every((count) => count === null || count > 0) &&
    lost + duplicate_effects + reordered === 0
  );
}

/** For a person: what was done, what was seen. */
export function reportText(runs: readonly FaultRun[], report: ChaosReport): string {
  const lines = runs.map(({ fault, cannot, whole, control }) => {
    if (cannot !== null) return `${fault.id.padEnd(5)} not applicable: ${cannot}`;
    const verdict = whole === null ? "–" : verdictOf(whole);
    const other = control === null ? "–" : controlVerdictOf(control);
    const figures = whole === null ? "" : `${figuresOf(whole.injected)} → ${figuresOf(whole.observed)}`;
    return `${fault.id.padEnd(5)} ${verdict.padEnd(7)} control ${other.padEnd(7)} ${figures}`;
  });
  const { acked, lost, duplicate_effects, reordered, kills, seconds } = report;
  return [
    ...lines,
    `${kills.receiver} receivers, ${kills.worker} workers and ${kills.database} databases killed in ${seconds} s`,
    `acknowledged ${acked} · lost ${lost} · repeated ${duplicate_effects} · out of order ${reordered}`,
  ].join("\n");
}

function figuresOf(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
