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

/** The core's two ways of taking something of a kind. */
export interface Taker<Item> {
  one(item: Item): Promise<unknown>;
  /** Gives the ids of which the answer does not say that they were taken. Throws where there is no good answer. */
  many(items: readonly Item[]): Promise<readonly string[]>;
}

export interface Gathering<Item = Upsert> {
  /** Resolves when the core has it; throws what its refusal alone would throw. */
  upsert(item: Item): Promise<void>;
  /** Somebody who was counted sends nothing more. */
  leave(): void;
}

/** The core takes 5 MiB (ours); a batch stays far below. */
const MAX_CHARACTERS = 1_500_000;

interface Waiting<Item> {
  item: Item;
  resolve(): void;
  reject(error: unknown): void;
}

interface GatherDeps {
  readFailure: (error: unknown) => CallFailure;
  patience: () => Promise<void>;
  /** In one request. */
  most?: number;
}

/**
 * Gathers the upserts of so many turns that run together into one request: it goes out when each of them has given its order
 * or left, or after `patience` resolved. What the answer does not clearly confirm is sent once more, alone: an upsert that is
 * repeated changes nothing. So a bad order fails by itself, and a batch that was half applied is completed.
 */
export function gatherUpserts<Item extends Upsert>(
  turns: number,
  core: Taker<Item>,
  { readFailure, patience, most = Number.POSITIVE_INFINITY }: GatherDeps,
): Gathering<Item> {
  let expected = turns;
  let waiting: Waiting<Item>[] = [];

  function flush(): void {
    const batch = waiting;
    waiting = [];
    for (const part of parts(batch, most)) void send(part);
  }

  async function send(batch: readonly Waiting<Item>[]): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    if (batch.length === 1) return alone(first);
    try {
      const unsure = new Set(await core.many(batch.map(({ item }) => item)));
      for (const { item, resolve } of batch) if (!unsure.has(item.id)) resolve();
      await oneByOne(batch.filter(({ item }) => unsure.has(item.id)));
    } catch (error) {
      const { kind, status, credentials } = readFailure(error);
      if (kind !== "transport" && !credentials && status !== 429) return oneByOne(batch);
      // Nobody answers, or nobody may ask now. It was one call, and counts as one: the others were not tried.
      first.reject(error);
      for (const { reject } of batch.slice(1)) reject(new NotSent("the batch was not answered"));
    }
  }

  async function oneByOne(batch: readonly Waiting<Item>[]): Promise<void> {
    for (const each of batch) await alone(each);
  }

  async function alone({ item, resolve, reject }: Waiting<Item>): Promise<void> {
    try {
      await core.one(item);
      resolve();
    } catch (error) {
      reject(error);
    }
  }

  function flushWhenComplete(): void {
    if (waiting.length > 0 && waiting.length >= expected) flush();
  }

  return {
    upsert: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) void patience().then(flush);
        waiting.push({ item, resolve, reject });
        flushWhenComplete();
      }),
    leave() {
      expected -= 1;
      flushWhenComplete();
    },
  };
}

function parts<Each extends { item: Upsert }>(batch: readonly Each[], most: number): Each[][] {
  const all: Each[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const each of batch) {
    const { length } = each.item.body;
    if (size + length > MAX_CHARACTERS || all.at(-1)?.length === most) {
      all.push([]);
      size = 0;
    }
    size += length;
    all.at(-1)?.push(each);
  }
  return all;
}
