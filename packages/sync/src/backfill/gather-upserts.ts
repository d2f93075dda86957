import { NotSent } from "../pipeline/deliver-effect.ts";
import type { CallFailure } from "../pipeline/judge-failure.ts";

/** One order for the core: its id there, and the upsert as it goes out. */
export interface Upsert {
  id: string;
  body: string;
}

/** The part of the core's client that takes many orders at once (`@karla/api/client`). */
export interface BulkPort {
  upsertOrder(body: string): Promise<unknown>;
  /** Gives the ids of which the answer does not say that they were taken. Throws where there is no good answer. */
  upsertOrders(orders: readonly Upsert[]): Promise<readonly string[]>;
}

export interface Gathering {
  /** Resolves when the core has this order; throws what its refusal alone would throw. */
  upsert(order: Upsert): Promise<void>;
  /** Somebody who was counted sends nothing more. */
  leave(): void;
}

/** The core takes 5 MiB (ours); a batch stays far below. */
const MAX_CHARACTERS = 1_500_000;

interface Waiting extends Upsert {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Gathers the upserts of so many turns that run together into one request: it goes out when each of them has given its order
 * or left, or after `patience` resolved. What the answer does not clearly confirm is sent once more, alone: an upsert that is
 * repeated changes nothing. So a bad order fails by itself, and a batch that was half applied is completed.
 */
export function gatherUpserts(
  turns: number,
  core: BulkPort,
  { readFailure, patience }: { readFailure: (error: unknown) => CallFailure; patience: () => Promise<void> },
): Gathering {
  let expected = turns;
  let waiting: Waiting[] = [];

  function flush(): void {
    const batch = waiting;
    waiting = [];
    for (const part of parts(batch)) void send(part);
  }

  async function send(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    if (batch.length === 1) return alone(first);
    try {
      const unsure = new Set(await core.upsertOrders(batch.map(({ id, body }) => ({ id, body }))));
      for (const order of batch) if (!unsure.has(order.id)) order.resolve();
      await oneByOne(batch.filter(({ id }) => unsure.has(id)));
    } catch (error) {
      const { kind, status, credentials } = readFailure(error);
      if (kind !== "transport" && !credentials && status !== 429) return oneByOne(batch);
      // Nobody answers, or nobody may ask now. It was one call, and counts as one: the others were not tried.
      first.reject(error);
      for (const { reject } of batch.slice(1)) reject(new NotSent("the batch was not answered"));
    }
  }

  async function oneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const order of batch) await alone(order);
  }

  async function alone({ body, resolve, reject }: Waiting): Promise<void> {
    try {
      await core.upsertOrder(body);
      resolve();
    } catch (error) {
      reject(error);
    }
  }

  function flushWhenComplete(): void {
    if (waiting.length > 0 && waiting.length >= expected) flush();
  }

  return {
    upsert: ({ id, body }) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) void patience().then(flush);
        waiting.push({ id, body, resolve, reject });
        flushWhenComplete();
      }),
    leave() {
      expected -= 1;
      flushWhenComplete();
    },
  };
}

function parts(batch: readonly Waiting[]): Waiting[][] {
  const all: Waiting[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const order of batch) {
    if (size + order.body.length > MAX_CHARACTERS) {
      all.push([]);
      size = 0;
    }
    size += order.body.length;
    all.at(-1)?.push(order);
  }
  return all;
}
