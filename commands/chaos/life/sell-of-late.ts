import type { OrderWebhook } from "@karla/sandbox/webhook";
import type { ShopAdmins } from "../../demo/shop-admins.ts";
import type { HandSender } from "../lane/hand-sender.ts";
import type { LifeWish, lifeOfOrder } from "../lane/life-of-order.ts";
import { sellOrders } from "../lane/sell-orders.ts";

/** Placed so long ago, what happens an hour later was within the last half hour. */
const PLACED_MS_AGO = 80 * 60_000;

/** Sells so many further orders that something happened to within the last half hour. The shop's admin shows them at once. */
export function sellOfLate(
  sender: HandSender,
  admins: ShopAdmins,
  wish: { orders: number; seed: number; happens: NonNullable<LifeWish["happens"]> },
): ReturnType<typeof lifeOfOrder>[] {
  const startAt = Math.floor((Date.now() - PLACED_MS_AGO) / 1_000) * 1_000;
  const lives = sellOrders(sender, { ...wish, startAt });
  admins.book(
    sender.shop.domain,
    sender.entries.map(({ order }) => order),
  );
  return lives;
}

/** All that the shop sends about these. */
export function webhooksOf(lives: readonly { webhooks: readonly OrderWebhook[] }[]): OrderWebhook[] {
  return lives.flatMap(({ webhooks }) => webhooks);
}
