import type { Log } from "./log.ts";

const IDLE_MS = 250;

interface Work {
  /** Does what is due and answers how much that was. */
  readonly doDue: () => Promise<number>;
  /** Logged when it throws. */
  readonly failed: string;
}

/** Calls `doDue` for ever: at once while there is work, else a few times a second. */
export function createWorkLoop({ doDue, failed }: Work, log: Log) {
  let running = false;
  let wake: (() => void) | undefined;
  let finished: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (running) {
      const done = await doDue().catch((error: unknown) => {
        // The database is away or a secret cannot be opened; leases see to it that the rows come again.
        log.error({ error: error instanceof Error ? error.message : "unknown" }, failed);
        return 0;
      });
      if (done > 0 || !running) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, IDLE_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  return {
    start(): void {
      if (running) return;
      running = true;
      finished = run();
    },
    /** Ends after what is under way has been settled. */
    async stop(): Promise<void> {
      running = false;
      wake?.();
      await finished;
    },
  };
}
