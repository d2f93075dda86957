import type { AcceptOutcome, Inbox, ReceivedEvent } from "@karla/sync/inbox";

export interface ControllableInbox extends Inbox {
  /** What is committed. */
  rows: ReceivedEvent[];
  /** Size of every call, in order. */
  batches: number[];
  /** From now on a call waits for `release`. */
  hold(): void;
  /** Lets every waiting call, and all later ones, go on. */
  release(): void;
  /** Resolves when `accept` has been called `times` times in all. */
  called(times: number): Promise<void>;
  /** Decides which calls reject, and with what; such a call stores nothing. */
  failWhen(verdict: (events: readonly ReceivedEvent[]) => Error | null): void;
}

/** An inbox in memory that honours the port: unique by (shop, source, event key, body hash), all or nothing. */
export function createControllableInbox(): ControllableInbox {
  const rows: ReceivedEvent[] = [];
  const seen = new Set<string>();
  const batches: number[] = [];
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  let failure: (events: readonly ReceivedEvent[]) => Error | null = () => null;
  let waiters: { times: number; resolve: () => void }[] = [];

  function store(event: ReceivedEvent): AcceptOutcome {
    const identity = [event.shopId, event.source, event.eventKey.toString("hex"), event.bodyHash.toString("hex")].join(
      " ",
    );
    if (seen.has(identity)) return "duplicate";
    seen.add(identity);
    rows.push(event);
    return "stored";
  }

  return {
    rows,
    batches,
    async accept(events) {
      batches.push(events.length);
      for (const waiter of waiters) if (batches.length >= waiter.times) waiter.resolve();
      waiters = waiters.filter((waiter) => batches.length < waiter.times);
      await gate.promise;
      const error = failure(events);
      if (error !== null) throw error;
      return events.map(store);
    },
    hold() {
      gate = Promise.withResolvers();
    },
    release: () => gate.resolve(),
    called(times) {
      if (batches.length >= times) return Promise.resolve();
      return new Promise((resolve) => waiters.push({ times, resolve }));
    },
    failWhen(verdict) {
      failure = verdict;
    },
  };
}
