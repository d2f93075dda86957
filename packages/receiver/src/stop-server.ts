import type { Server, ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { within } from "./within.ts";

/** Responses that are not out yet. */
export interface InFlight {
  add(response: ServerResponse): void;
  /** Resolves when there is none. */
  empty(): Promise<void>;
  all(): Iterable<ServerResponse>;
  size(): number;
}

export function trackInFlight(): InFlight {
  const responses = new Set<ServerResponse>();
  let waiters: (() => void)[] = [];
  return {
    add(response) {
      responses.add(response);
      response.once("close", () => {
        responses.delete(response);
        if (responses.size > 0) return;
        for (const resolve of waiters) resolve();
        waiters = [];
      });
    },
    empty() {
      if (responses.size === 0) return Promise.resolve();
      return new Promise((resolve) => waiters.push(resolve));
    },
    all: () => responses,
    size: () => responses.size,
  };
}

/**
 * Stops listening, lets every request in flight get its answer, then closes what is left. Cut off after `graceMs` are only
 * requests without an answer: their senders come again.
 */
export async function stopServer(
  server: Server,
  inFlight: InFlight,
  options: { graceMs: number; afterwards: () => Promise<void> },
) {
  for (const response of inFlight.all()) if (!response.headersSent) response.setHeader("Connection", "close");
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await within(options.graceMs, drained(), undefined);
  server.closeAllConnections();
  await closed;

  async function drained(): Promise<void> {
    do {
      await inFlight.empty();
      // A request may be in the kernel already, on a connection that is about to be closed: two turns let it in.
      await nextTurn();
      await nextTurn();
    } while (inFlight.size() > 0);
    await options.afterwards();
  }
}
