import { setTimeout as sleep } from "node:timers/promises";
import { type BookEntry, fillBooks } from "@karla/sandbox/fill-books";
import { planDeliveries } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { playsInShopware, shipsSilently } from "@karla/sandbox/shopware-order";
import type { Deliveries } from "../create-deliveries.ts";
import type { Message } from "../message.ts";
import type { Sales, Shop, Traffic, TrafficWish } from "../selling-shop.ts";

interface TrafficSetup {
  shop: Shop;
  deliveries: Deliveries;
  messagesOf(entry: BookEntry): Message[];
  sales: Pick<Sales, "idOf" | "judge">;
}

/**
 * A shop that sells: messages to all receivers in turn, each until it is acknowledged. A shop gives up sooner, and what it did
 * not tell is found by comparing; here nothing may be mended behind the back of whoever looks.
 */
export function openShopwareTraffic(
  { shop, deliveries, messagesOf, sales }: TrafficSetup,
  { seed, plays, concurrency = 16, startAt, attempt }: TrafficWish,
): Traffic {
  const entries: BookEntry[] = [];
  const random = seededRandom(seed);
  let number = 1001;
  const post = async (message: Message, holdBackMs: number): Promise<void> => {
    if (holdBackMs > 0) await sleep(holdBackMs);
    await deliveries.postAll([message], { concurrency: 1, ...(attempt === undefined ? {} : { attempt }) });
  };
  return {
    shop,
    entries,
    ...sales,
    acknowledged: deliveries.acknowledged,
    async send(orders) {
      const wish = { seed: seed + entries.length, orders, shopDomain: shop.slug, firstNumber: number };
      const books = fillBooks({ ...wish, ...(startAt === undefined ? {} : { startAt }) });
      number += orders;
      const sold = books.entries
        .filter(({ order }) => playsInShopware(order) && !shipsSilently(order))
        .map((entry) => ({ entry, messages: messagesOf(entry) }))
        // A code that is typed anew is told by no message either.
        .filter(({ entry: { order }, messages }) => messages.some(({ version }) => version === order.version));
      entries.push(...sold.map(({ entry }) => entry));
      const messages = sold.flatMap((life) => life.messages).sort((left, right) => left.at - right.at);
      const left = planDeliveries(messages, plays, random).deliveries.reverse();
      const one = async () => {
        for (let next = left.pop(); next !== undefined; next = left.pop()) await post(next.webhook, next.holdBackMs);
      };
      await Promise.all(Array.from({ length: concurrency }, one));
    },
  };
}
