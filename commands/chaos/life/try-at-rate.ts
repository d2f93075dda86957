import { setTimeout as sleep } from "node:timers/promises";
import type { Message } from "../shop/message.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { type Answer, tryOnce } from "./try-each.ts";

export interface Tried {
  message: Message;
  answer: Answer;
}

/**
 * Delivers each of these once, so many a second, whoever was answered or not: who is slow gets no fewer by that. Resolves when
 * each has its answer, or is known to get none.
 */
export async function tryAtRate(shop: SellingShop, messages: readonly Message[], perSecond: number): Promise<Tried[]> {
  const beganAt = performance.now();
  const tries: Promise<Tried>[] = [];
  for (const [index, message] of messages.entries()) {
    const early = beganAt + (index * 1_000) / perSecond - performance.now();
    if (early > 0) await sleep(early);
    tries.push(tryOnce(shop, message).then((answer) => ({ message, answer })));
  }
  return Promise.all(tries);
}
