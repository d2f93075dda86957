import type { LatencyFigures } from "../figures.ts";
import { runIdle } from "./run-idle.ts";
import { runStorm, type StormRun } from "./run-storm.ts";

const SECONDS = 30;
const SHOPS_OF_STORMS = [1, 50];

export interface LatencyRun {
  figures: LatencyFigures;
  rssMb: number;
  /** Lines for a person. */
  report: string[];
  /** Why the run proves nothing, whatever its figures are. */
  faults: string[];
}

/** From the webhook to the core on an idle system, then the receiver's answers under two storms. */
export async function runLatency(setup: {
  seconds: number | null;
  say(line: string): void;
  ended: Promise<never>;
}): Promise<LatencyRun> {
  const { say, ended } = setup;
  const seconds = setup.seconds ?? SECONDS;
  say(`Latency: one order after the other for ${seconds} s …`);
  const idle = await runIdle({ seconds, ended });
  const storms: StormRun[] = [];
  for (const shops of SHOPS_OF_STORMS) {
    say(`Latency: a storm of 10,000 events in 10 s from ${shops} ${shops === 1 ? "shop" : "shops"} …`);
    storms.push(await runStorm({ shops, ended }));
  }
  const figures: LatencyFigures = {
    p50_ms: tenths(idle.p50Ms),
    p99_ms: tenths(idle.p99Ms),
    storm_p99_ms: tenths(Math.max(...storms.map(({ p99Ms }) => p99Ms))),
    storm_shed: storms.reduce((sum, { shed }) => sum + shed, 0),
  };
  return {
    figures,
    rssMb: Math.max(...storms.map(({ rssMb }) => rssMb)),
    report: [
      `Latency, idle: ${idle.orders} orders from webhook to core, p50 ${figures.p50_ms} ms, p99 ${figures.p99_ms} ms`,
      ...storms.map(stormLine),
    ],
    faults: [...idle.faults, ...storms.flatMap(({ faults }) => faults)],
  };
}

function stormLine(storm: StormRun): string {
  return [
    `Storm of 10,000 in 10 s from ${storm.shops}: all answers p99 ${tenths(storm.p99Ms)} ms, max ${tenths(storm.maxMs)} ms`,
    `${storm.shed} shed and taken later`,
    `another shop's p99 ${tenths(storm.bystanderP99Ms)} ms, ${storm.bystanderShed} shed`,
    `receiver +${tenths(storm.rssMb)} MiB`,
  ].join("; ");
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
