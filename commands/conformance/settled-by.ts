import { setTimeout as sleep } from "node:timers/promises";
import type { StackStatus } from "../stack.ts";
import { waitUntilSettled } from "../wait-until-settled.ts";
import type { StackScene } from "./on-stack.ts";

/** Waits until all that can be done is done, and says how far it is. */
export function settledBy({ stack, say, signal }: Pick<StackScene, "stack" | "say" | "signal">) {
  return (): Promise<StackStatus> =>
    waitUntilSettled({
      status: () => {
        signal.throwIfAborted();
        return stack.status();
      },
      now: Date.now,
      sleep: (ms) => sleep(ms),
      look: ({ events, outbox }) => say(`  ${events.pending} events and ${outbox.pending} deliveries to go`),
    });
}
