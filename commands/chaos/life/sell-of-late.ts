import type { Message } from "../shop/message.ts";
import { ofLate } from "../shop/of-late.ts";
import type { Life, SaleWish, SellingShop } from "../shop/selling-shop.ts";

/** Sells so many further orders that something happened to within the last half hour. The shop shows them at once. */
export function sellOfLate(shop: SellingShop, wish: Omit<SaleWish, "startAt">): Life[] {
  const lives = shop.sell({ ...wish, startAt: ofLate() });
  shop.book();
  return lives;
}

/** All that the shop sends about these. */
export function messagesOf(lives: readonly Life[]): Message[] {
  return lives.flatMap(({ messages }) => messages);
}
