import { setTimeout as sleep } from "node:timers/promises";

import { type Sample, slope } from "./slope.ts";

const EVERY_MS = 200;
const MIB = 1024 * 1024;

/** Watches how much memory one of our processes holds. */
export interface MemoryWatch {
  /**
   * Most that was seen above what it was when the watch began, in MiB, and how much it grew in a minute after the first
   * quarter of the watch. Ends it.
   */
  end(): Promise<{ peakMb: number; slopeMbPerMin: number }>;
}

/**
 * By what the process itself says at its metrics. The baseline is what it holds now: call this when it has started and
 * done nothing yet. The watch may also end with the process.
 */
export async function watchMemory(metricsUrl: string): Promise<MemoryWatch> {
  const baseline = await residentBytes(metricsUrl);
  const samples: Sample[] = [{ minute: 0, value: 0 }];
  const beganAt = performance.now();
  let looking = true;
  const look = async () => {
    while (looking) {
      await sleep(EVERY_MS);
      const value = ((await residentBytes(metricsUrl)) - baseline) / MIB;
      samples.push({ minute: (performance.now() - beganAt) / 60_000, value });
    }
  };
  const watching = look().catch((error: unknown) => error);
  return {
    async end() {
      looking = false;
      const error = await watching;
      if (error !== undefined) throw error;
      const peakMb = samples.reduce((most, { value }) => Math.max(most, value), 0);
      return { peakMb, slopeMbPerMin: slope(samples.slice(Math.floor(samples.length / 4))) };
    },
  };
}

async function residentBytes(metricsUrl: string): Promise<number> {
  const text = await (await fetch(new URL("/metrics", metricsUrl))).text();
  const bytes = /^process_resident_memory_bytes (\d+)/m.exec(text)?.[1];
  if (bytes === undefined) throw new Error("The process does not say how much memory it holds.");
  return Number(bytes);
}
