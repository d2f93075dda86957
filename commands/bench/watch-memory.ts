import { setTimeout as sleep } from "node:timers/promises";

const EVERY_MS = 200;
const MIB = 1024 * 1024;

/** Watches how much memory one of our processes holds. */
export interface MemoryWatch {
  /** Most that was seen above what it was when the watch began, in MiB. Ends the watch. */
  end(): Promise<number>;
}

/**
 * By what the process itself says at its metrics. The baseline is what it holds now: call this when it has started and
 * done nothing yet. The watch may also end with the process.
 */
export async function watchMemory(metricsUrl: string): Promise<MemoryWatch> {
  const baseline = await residentBytes(metricsUrl);
  let peak = baseline;
  let looking = true;
  const look = async () => {
    while (looking) {
      await sleep(EVERY_MS);
      peak = Math.max(peak, await residentBytes(metricsUrl));
    }
  };
  const watching = look().catch((error: unknown) => error);
  return {
    async end() {
      looking = false;
      const error = await watching;
      if (error !== undefined) throw error;
      return (peak - baseline) / MIB;
    },
  };
}

async function residentBytes(metricsUrl: string): Promise<number> {
  const text = await (await fetch(new URL("/metrics", metricsUrl))).text();
  const bytes = /^process_resident_memory_bytes (\d+)/m.exec(text)?.[1];
  if (bytes === undefined) throw new Error("The process does not say how much memory it holds.");
  return Number(bytes);
}
