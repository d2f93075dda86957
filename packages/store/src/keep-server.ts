import { setTimeout as pause } from "node:timers/promises";
import { type EmbeddedPostgres, reviveEmbeddedPostgres } from "./embedded-postgres.ts";
import { errorCode } from "./error-code.ts";
import type { Log } from "./log.ts";

export interface ServerKeeper {
  /** To be called when a connection broke. */
  lost(): void;
  /** Resolves when nothing is going to be started any more. */
  close(): Promise<void>;
}

const FAILED_MS = 5000;

/**
 * Brings the embedded server back when it crashed under a running process. Every process that uses it does this; that
 * one server comes of it is the launcher's business.
 */
export function keepServer({
  dataDir,
  log,
  restored,
}: {
  dataDir: string;
  log: Log;
  /** Opens a connection again, so that the next crash is noticed as well. The server may be on another port than before. */
  restored: (server: EmbeddedPostgres) => Promise<unknown>;
}): ServerKeeper {
  const closing = new AbortController();
  let watch: Promise<void> | null = null;

  async function revive(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        const server = await reviveEmbeddedPostgres({ dataDir, log, wanted: () => !closing.signal.aborted });
        if (closing.signal.aborted) return;
        if (server !== null) await restored(server);
        else log.info({ dataDir }, "embedded postgres was stopped");
        return;
      } catch (error) {
        log.warn({ code: errorCode(error) }, "embedded postgres could not be started again");
        await pause(FAILED_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
      }
    }
  }

  return {
    lost() {
      watch ??= revive().finally(() => {
        watch = null;
      });
    },
    async close() {
      closing.abort();
      await watch;
    },
  };
}
