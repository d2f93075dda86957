import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "@karla/sync/clock";
import type { AcceptOutcome, Inbox, ReceivedEvent } from "@karla/sync/inbox";
import { createFairQueue } from "./fair-queue.ts";

export type CommitOutcome =
  | { outcome: AcceptOutcome }
  /** Too much waits already. Not stored. */
  | { outcome: "over_capacity" }
  /** Its deadline passed before its turn came. Not stored. */
  | { outcome: "expired" };

export interface GroupCommit {
  /**
   * Resolves after the commit that holds the event; rejects with the inbox's error when it was not stored. An event that
   * cannot be committed by its `deadline` (clock, ms), if it takes as long as the last commit, is dropped: its sender will have
   * been told to come again, and must not delay those who can still be answered.
   */
  submit(event: ReceivedEvent, deadline: number): Promise<CommitOutcome>;
  /** Resolves when nothing waits and nothing is being committed. */
  idle(): Promise<void>;
}

interface Caller {
  resolve(outcome: CommitOutcome): void;
  reject(error: unknown): void;
}

interface Row {
  event: ReceivedEvent;
  identity: string;
  deadline: number;
  /** Until then it is tried, however long the last commit took: one that was slow must not keep all others out. */
  triedUntil: number;
  callers: Caller[];
}

/** The part of its time in which an event is tried in any case. */
const TRIED_FOR = 0.25;

/** What the inbox holds unique. The hashes have a fixed length, so the parts cannot run into each other. */
function identityOf({ eventKey, bodyHash, source, shopId }: ReceivedEvent): string {
  return `${eventKey.toString("latin1")}${bodyHash.toString("latin1")}${source} ${shopId}`;
}

/**
 * One batch in flight; what piled up meanwhile is the next one. One commit at a time costs the database least, and a lone
 * event waits for nothing.
 */
export function createGroupCommit(deps: {
  inbox: Inbox;
  clock: Clock;
  maxBatch: number;
  maxBatchBytes: number;
  maxQueued: number;
}): GroupCommit {
  const { inbox, clock } = deps;
  const queue = createFairQueue<Row>(deps.maxQueued);
  const waiting = new Map<string, Row>();
  let running = false;
  let run: Promise<void> = Promise.resolve();
  let lastTookMs = 0;

  function submit(event: ReceivedEvent, deadline: number): Promise<CommitOutcome> {
    const { promise, resolve, reject } = Promise.withResolvers<CommitOutcome>();
    const identity = identityOf(event);
    const same = waiting.get(identity);
    if (same !== undefined) {
      same.callers.push({ resolve, reject });
      same.deadline = Math.max(same.deadline, deadline);
      return promise;
    }
    const now = clock.now();
    const triedUntil = now + TRIED_FOR * (deadline - now);
    const row: Row = { event, identity, deadline, triedUntil, callers: [{ resolve, reject }] };
    const pushed = queue.push(event.shopId, row);
    if (pushed.outcome === "full") return Promise.resolve({ outcome: "over_capacity" });
    if (pushed.outcome === "displaced") drop(pushed.displaced, "over_capacity");
    waiting.set(identity, row);
    if (!running) {
      running = true;
      run = drain();
    }
    return promise;
  }

  async function drain(): Promise<void> {
    while (queue.size() > 0) {
      // A turn of the event loop first: answers of the last batch go out, and requests that came with this one join it.
      await nextTurn();
      const batch = takeBatch();
      if (batch.length > 0) await commit(batch);
    }
    running = false;
  }

  function takeBatch(): Row[] {
    const batch: Row[] = [];
    let bytes = 0;
    while (batch.length < deps.maxBatch && bytes < deps.maxBatchBytes) {
      const row = queue.take();
      if (row === undefined) break;
      if (isTooLate(row)) {
        drop(row, "expired");
        continue;
      }
      waiting.delete(row.identity);
      batch.push(row);
      bytes += row.event.body.length;
    }
    return batch;
  }

  /** Its sender will not be there any more when a commit like the last one ends. */
  function isTooLate({ deadline, triedUntil }: Row): boolean {
    const now = clock.now();
    return deadline <= now || (deadline < now + lastTookMs && triedUntil <= now);
  }

  /** A failed batch is tried again row by row, once, so that a bad row fails alone. */
  async function commit(batch: readonly Row[]): Promise<void> {
    const error = await tryCommit(batch);
    if (error === null) return;
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) return fail(only, error.cause);
    for (const row of batch) {
      // With the database gone each try may take as long as the batch did: past the deadline nobody waits for it.
      if (row.deadline <= clock.now()) {
        drop(row, "expired");
        continue;
      }
      const own = await tryCommit([row]);
      if (own !== null) fail(row, own.cause);
    }
  }

  async function tryCommit(rows: readonly Row[]): Promise<{ cause: unknown } | null> {
    const startedAt = clock.now();
    try {
      const outcomes = await inbox.accept(rows.map((row) => row.event));
      if (outcomes.length !== rows.length) return { cause: new InboxAnswerError(rows.length, outcomes.length) };
      for (const [index, row] of rows.entries()) settle(row, outcomes[index]);
      return null;
    } catch (cause) {
      return { cause };
    } finally {
      lastTookMs = clock.now() - startedAt;
    }
  }

  /** The row is one; whoever sent the same in the meantime has a duplicate of it. */
  function settle(row: Row, outcome: AcceptOutcome | undefined): void {
    if (outcome === undefined) fail(row, new InboxAnswerError(1, 0));
    else
      for (const [index, caller] of row.callers.entries())
        caller.resolve({ outcome: index === 0 ? outcome : "duplicate" });
  }

  function drop(row: Row, outcome: "over_capacity" | "expired"): void {
    waiting.delete(row.identity);
    for (const caller of row.callers) caller.resolve({ outcome });
  }

  function fail(row: Row, error: unknown): void {
    for (const caller of row.callers) caller.reject(error);
  }

  return {
    submit,
    async idle() {
      while (running) await run;
    },
  };
}

/** The inbox answered for another number of events than it was given: nothing of it can be believed. */
export class InboxAnswerError extends Error {
  readonly retry = true;
  override name = "InboxAnswerError";

  constructor(asked: number, answered: number) {
    super(`asked to store ${asked} events, the inbox answered for ${answered}`);
  }
}
