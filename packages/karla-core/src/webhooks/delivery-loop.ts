import type { Log } from "../log.ts";

const IDLE_MS = 250;

/** Calls `deliverDue` for ever: at once while there is work, else a few times a second. */
export function createDeliveryLoop(deliverDue: () => Promise<number>, log: Log) {
  let running = false;
  let wake: (() => void) | undefined;
  let finished: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (running) {
      const delivered = await deliverDue().catch((error: unknown) => {
        // The database is away or a secret cannot be opened; leases see to it that the rows come again.
        log.error({ error: error instanceof Error ? error.message : "unknown" }, "webhook deliveries failed");
        return 0;
      });
      if (delivered > 0 || !running) continue;
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
    /** Ends after what is being posted has been settled. */
    async stop(): Promise<void> {
      running = false;
      wake?.();
      await finished;
    },
  };
}
