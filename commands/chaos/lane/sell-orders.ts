import type { HandSender } from "./hand-sender.ts";
import { type LifeWish, lifeOfOrder } from "./life-of-order.ts";

const FIRST_NUMBER = 1001;

/** Writes so many further orders into the shop's books. Gives what the shop sends about each; nothing of it is sent yet. */
export function sellOrders(
  { shop, entries }: HandSender,
  { orders, ...wish }: { orders: number } & Pick<LifeWish, "seed" | "happens" | "startAt">,
): ReturnType<typeof lifeOfOrder>[] {
  const first = FIRST_NUMBER + entries.length;
  const lives = Array.from({ length: orders }, (_, n) =>
    lifeOfOrder({ ...wish, number: first + n, shopDomain: shop.domain }),
  );
  entries.push(...lives.map(({ entry }) => entry));
  return lives;
}
