import type { StackStatus } from "./stack.ts";

export interface SettleSetup {
  status(): Promise<StackStatus>;
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Told every look, for a person who waits. */
  look(status: StackStatus): void;
  /** No progress for this long, and it will not come any more; a minute where it is not said. */
  patienceMs?: number;
}

const PATIENCE_MS = 60_000;

/** Waits until the pipeline says that all that can be done is done, or has made no progress for a while. */
export async function waitUntilSettled(setup: SettleSetup): Promise<StackStatus> {
  const { status, now, sleep, look, patienceMs = PATIENCE_MS } = setup;
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
    if (now() - since > patienceMs) return current;
    await sleep(1000);
  }
}
