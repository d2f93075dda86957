import { forkedRandom, type Random } from "../random.ts";
import { applyChange } from "../shopify/apply-change.ts";
import type { BookedOrder } from "../shopify/booked-order.ts";
import { KINDS } from "../shopify/kinds.ts";
import { writeStory } from "../shopify/story/write-story.ts";

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

/** What a shop sold in the days before `now` (milliseconds since the epoch), the oldest first, each as far as it is by then. */
export function pastOrders(wish: {
  seed: number;
  orders: number;
  days: number;
  /** Of the oldest. */
  firstNumber: number;
  now: number;
}): BookedOrder[] {
  if (wish.orders === 0) return [];
  const stepMs = Math.floor((wish.days * DAY_MS) / wish.orders / 1000) * 1000;
  const startAt = Math.floor(wish.now / 1000) * 1000 - wish.orders * stepMs;
  const pause = (of: Random): number => of.int(2, 20) * HOUR_MS + of.int(0, 3_599) * 1000;
  return Array.from({ length: wish.orders }, (_, index) => {
    const random = forkedRandom(wish.seed, index);
    const placedAt = startAt + index * stepMs;
    const story = writeStory({ kind: random.pick(KINDS), number: wish.firstNumber + index, placedAt, pause }, random);
    return story.changes
      .filter(({ at }) => at < wish.now)
      .reduce<BookedOrder | null>((order, change) => applyChange(order, change), null);
  }).flatMap((order) => (order === null || order.deletedAt !== null ? [] : [order]));
}
