import type { Clock } from "@karla/sync/clock";

/** Above what the core usually takes to answer. */
const STEP_MS = 300;

/**
 * Holds an answer back until the next multiple of 300 ms since the request came. How long it took to find out that nothing is to
 * be seen then says nothing of why.
 */
export function createHoldBack({ clock, sleep }: { clock: Clock; sleep: (ms: number) => Promise<void> }) {
  return async (arrivedAt: number): Promise<void> => {
    const elapsed = Math.max(0, clock.now() - arrivedAt);
    await sleep(Math.max(1, Math.ceil(elapsed / STEP_MS)) * STEP_MS - elapsed);
  };
}
