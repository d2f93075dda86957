import { forkedRandom, type Random } from "../random.ts";
import { applyChange } from "../shopify/apply-change.ts";
import type { BookedOrder } from "../shopify/booked-order.ts";
import type { Change, Story } from "../shopify/change.ts";
import { KINDS, type Kind } from "../shopify/kinds.ts";
import { writeStory } from "../shopify/story/write-story.ts";

export interface LiveShopSetup {
  seed: number;
  firstNumber: number;
  /** Tells the app of a change, by which the order has become what it is. */
  tell(order: BookedOrder, change: Change, random: Random): Promise<void>;
  /** From one order to the next, at least and at most. */
  betweenOrdersMs?: readonly [number, number];
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** What it sold before, the oldest first: of these it sends nothing more. */
  history: readonly BookedOrder[];
  /** How many orders the books keep; older ones are forgotten. */
  keep: number;
}

export interface LiveShop {
  /** Sells until the signal says stop, and then waits for what is under way. */
  run(signal: AbortSignal): Promise<void>;
  /** The newest orders first. */
  newest(count: number): BookedOrder[];
  /** How many orders were ever placed. */
  sold(): number;
}

const BETWEEN_ORDERS_MS = [1200, 2800] as const;
const BETWEEN_CHANGES_MS = [2500, 9000] as const;
const EVERYDAY: readonly Kind[] = [
  "plain",
  "plain",
  "split",
  "several_parcels",
  "changed_number",
  "note_attributes_changed",
  "company",
];

/** A shop that keeps selling: what takes days elsewhere happens here within seconds. */
export function createLiveShop(setup: LiveShopSetup): LiveShop {
  const books = new Map(setup.history.map((order) => [order.id, order]));
  let sold = 0;

  const live = async (story: Story, random: Random, signal: AbortSignal): Promise<void> => {
    let order: BookedOrder | null = null;
    for (const change of story.changes) {
      await setup.sleep(Math.max(0, change.at - setup.now()), signal);
      if (signal.aborted) return;
      order = applyChange(order, change);
      books.set(order.id, order);
      await setup.tell(order, change, random);
    }
  };

  return {
    run: async (signal) => {
      const lives = new Set<Promise<void>>();
      while (!signal.aborted) {
        const random = forkedRandom(setup.seed, sold);
        const kind = random.chance(0.55) ? random.pick(EVERYDAY) : random.pick(KINDS);
        const placedAt = Math.floor(setup.now() / 1000) * 1000;
        const pause = (of: Random): number => of.int(...BETWEEN_CHANGES_MS);
        const story = writeStory({ kind, number: setup.firstNumber + sold, placedAt, pause }, random);
        sold += 1;
        const life = live(story, random, signal).finally(() => lives.delete(life));
        lives.add(life);
        for (const id of [...books.keys()].slice(0, Math.max(0, books.size - setup.keep))) books.delete(id);
        await setup.sleep(random.int(...(setup.betweenOrdersMs ?? BETWEEN_ORDERS_MS)), signal);
      }
      await Promise.all(lives);
    },
    newest: (count) => [...books.values()].sort((left, right) => right.number - left.number).slice(0, count),
    sold: () => sold,
  };
}
