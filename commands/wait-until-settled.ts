import type { StackStatus } from "./stack.ts";

export interface SettleSetup {
  status(): Promise<StackStatus>;
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Told every look, for a person who waits. */
  look(status: StackStatus): void;
}

/** No progress for this long, and it will not come any more. */
const PATIENCE_MS = 60_000;

/** Waits until the pipeline says that all that can be done is done, or has made no progress for a minute. */
export async function waitUntilSettled({ status, now, sleep, look }: SettleSetup): Promise<StackStatus> {
  let seen = "";
  let since = now();
  for (;;) {
    const current = await status();
    look(current);
    if (current.settled) return current;
    const progress = JSON.stringify([current.events, current.outbox]);
    if (progress !== seen) {
      seen = progress;
      since = now();
    }
    if (now() - since > PATIENCE_MS) return current;
    await sleep(1000);
  }
}
