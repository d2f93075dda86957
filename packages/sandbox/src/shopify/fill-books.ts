import { forkedRandom, type Random, seededRandom } from "../random.ts";
import { applyChange } from "./apply-change.ts";
import type { BookedOrder } from "./booked-order.ts";
import type { Story } from "./change.ts";
import { planKinds } from "./kinds.ts";
import { writeStory } from "./story/write-story.ts";
import type { OrderWebhook } from "./webhook.ts";
import { webhooksOfChange } from "./webhooks-of-change.ts";

/** One order in the books: every version of it, the newest last. */
export interface BookEntry {
  order: BookedOrder;
  history: readonly BookedOrder[];
}

export interface FilledBooks {
  entries: readonly BookEntry[];
  /** Everything the shop sends about these orders, in the order in which it happened. */
  webhooks: readonly OrderWebhook[];
}

export interface BooksWish {
  seed: number;
  orders: number;
  shopDomain: string;
  firstNumber?: number;
  /** When the first order is placed; milliseconds since the epoch. */
  startAt?: number;
}

const HOUR = 3_600_000;

/** Books of a shop that has been selling for a while. The same seed gives the same books, to the last byte. */
export function fillBooks({
  seed,
  orders,
  shopDomain,
  firstNumber = 1001,
  startAt = Date.UTC(2026, 10, 2, 7),
}: BooksWish): FilledBooks {
  const kinds = seededRandom(seed).shuffle(planKinds(orders));
  const told = kinds.map((kind, index) => {
    const random = forkedRandom(seed, index);
    const placedAt = startAt + index * 600_000 + random.int(0, 599) * 1000;
    const pause = (of: Random): number => of.int(1, 30) * HOUR + of.int(0, 3599) * 1000;
    return tellStory(writeStory({ kind, number: firstNumber + index, placedAt, pause }, random), shopDomain, random);
  });
  return {
    entries: told.map(({ entry }) => entry),
    webhooks: told.flatMap(({ webhooks }) => webhooks).sort((left, right) => left.at - right.at),
  };
}

/** Lets a story happen: the versions of its order, and what the shop sends about each change. */
export function tellStory(
  story: Story,
  shopDomain: string,
  random: Random,
): { entry: BookEntry; webhooks: OrderWebhook[] } {
  const history: BookedOrder[] = [];
  const webhooks: OrderWebhook[] = [];
  let order: BookedOrder | null = null;
  for (const change of story.changes) {
    order = applyChange(order, change);
    history.push(order);
    webhooks.push(...webhooksOfChange(order, change, shopDomain, random));
  }
  if (order === null) throw new Error("a story without a change");
  return { entry: { order, history }, webhooks };
}
