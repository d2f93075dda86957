import type { Exchange } from "./create-module-api.ts";

/** A page's data as they are known now. */
export type Shown<Data> = { state: "loading" } | { state: "error" } | { state: "ready"; data: Data };

interface ReadingDeps<Data> {
  /** Ends early, and with whatever outcome, when the signal is aborted. */
  read: (signal: AbortSignal) => Promise<Exchange<Data>>;
  /** Over after so many milliseconds, or as soon as the signal is aborted. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Somebody may be looking at the page. */
  isVisible: () => boolean;
  /** Something goes on that changes these data. */
  goesOn: (data: Data) => boolean;
  /** Not called after `stop`. */
  tell: (shown: Shown<Data>) => void;
}

export interface Reading {
  /** Reads at once: what is under way is given up, for it may know less. */
  again(): void;
  stop(): void;
}

const LIVE_MS = 2_000;
/** What rests is read too, so that the session does not end (after half an hour without a question) while the module is open. */
const RESTING_MS = 5 * 60_000;
const MOST_MS = 30_000;
/** One answer that is lost is nothing to tell of while the data are seconds old. */
const FAILURES_TOLD = 3;

/**
 * Reads a page's data again and again, one request at a time: every two seconds while something goes on and somebody sees it,
 * otherwise now and then. After a failure it tries on, less and less often. Data that nothing changes stay through failures.
 */
export function keepReading<Data>({ read, pause, isVisible, goesOn, tell }: ReadingDeps<Data>): Reading {
  let round = new AbortController();
  let stopped = false;

  async function run() {
    let failures = 0;
    let isLive = false;
    let isKnown = false;
    while (!stopped) {
      round = new AbortController();
      const { signal } = round;
      const exchange = await read(signal);
      if (signal.aborted) continue;
      if (exchange.outcome === "answered") {
        [failures, isKnown, isLive] = [0, true, goesOn(exchange.answer)];
        tell({ state: "ready", data: exchange.answer });
      } else {
        failures += 1;
        if (!isKnown || (isLive && failures >= FAILURES_TOLD)) tell({ state: "error" });
      }
      // Nothing but opening the module anew brings another session.
      const isOver = exchange.outcome === "session_over";
      const isQuick = !isOver && isVisible() && (isLive || failures > 0);
      await pause(isQuick ? Math.min(LIVE_MS * 2 ** failures, MOST_MS) : RESTING_MS, signal);
    }
  }

  void run();
  return {
    again: () => round.abort(),
    stop() {
      stopped = true;
      round.abort();
    },
  };
}
