import { setTimeout as after } from "node:timers/promises";

/** Resolves after so many milliseconds, or at once when the signal says stop. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await after(ms, undefined, signal === undefined ? {} : { signal });
  } catch {
    // Aborted: the caller looks at the signal.
  }
}
