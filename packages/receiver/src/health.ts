import { within } from "./within.ts";

/**
 * `/healthz` says that the event loop turns, and touches nothing else: a database outage must not get the process killed.
 * `/readyz` says whether to send webhooks here: red at once when stopping, or when `ready` says no, fails or takes too long.
 */
export function createHealth(deps: {
  ready: () => Promise<boolean>;
  readyTimeMs: number;
  isStopping: () => boolean;
}): (path: string) => Promise<200 | 503> | null {
  let running: Promise<boolean> | null = null;

  async function isReady(): Promise<boolean> {
    try {
      return await deps.ready();
    } catch {
      return false;
    }
  }

  /** Probes that come at the same time share one check, so that probing cannot load the database. */
  function check(): Promise<boolean> {
    running ??= within(deps.readyTimeMs, isReady(), false).finally(() => {
      running = null;
    });
    return running;
  }

  return (path) => {
    switch (path) {
      case "/healthz":
        return Promise.resolve(200);
      case "/readyz":
        return deps.isStopping()
          ? Promise.resolve(503)
          : check().then((ready) => (ready && !deps.isStopping() ? 200 : 503));
      default:
        return null;
    }
  };
}
