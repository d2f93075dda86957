import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BookEntry, fillBooks } from "@karla/sandbox/fill-books";
import { createJournal } from "@karla/sandbox/journal";
import { seededRandom } from "@karla/sandbox/random";
import { createSender } from "@karla/sandbox/sender";
import { judgeOrder } from "../../../demo/judge-order.ts";
import type { Shop, Traffic, TrafficWish } from "../selling-shop.ts";
import type { ShopifyShopSetup } from "./create-shopify-shop.ts";

/** Shopify's ladder in seconds, and longer: here nothing may be dropped because a server was down for a moment. */
const RETRIES_MS = [50, 100, 200, 400, ...Array.from({ length: 120 }, () => 500)];

interface TrafficSetup extends ShopifyShopSetup {
  shop: Shop;
  path: string;
  keyOf(webhookId: string): string;
}

/** A shop that sells: signed webhooks to all receivers in turn, each try in a file before its next one begins. */
export function openShopifyTraffic(
  { dataDir, secrets, receivers, shop, path, keyOf }: TrafficSetup,
  { seed, plays, concurrency = 16, startAt, attempt = (_, ask) => ask() }: TrafficWish,
): Traffic {
  const journal = createJournal({ path: join(dataDir, `${shop.slug}.journal`), fsync: true });
  const entries: BookEntry[] = [];
  const sent: string[] = [];
  let turn = 0;
  const balanced: typeof fetch = (input, init) => {
    const receiver = receivers[turn++ % receivers.length];
    if (receiver === undefined) throw new Error("a lab without a receiver");
    return attempt(receiver, () => fetch(new URL(String(input), receiver.url), init));
  };
  const sender = createSender({
    url: path,
    shopDomain: shop.domain,
    secret: secrets.signing(),
    plays,
    random: seededRandom(seed),
    journal,
    fetch: balanced,
    now: Date.now,
    sleep: (ms) => sleep(ms),
    retriesMs: RETRIES_MS,
    concurrency,
  });
  return {
    shop,
    entries,
    idOf: ({ id }) => id,
    judge: judgeOrder,
    acknowledged: () => sent.filter((id) => journal.isAcknowledged(id)).map(keyOf),
    async send(orders) {
      const books = fillBooks({
        seed: seed + entries.length,
        orders,
        shopDomain: shop.domain,
        firstNumber: 1001 + entries.length,
        ...(startAt === undefined ? {} : { startAt }),
      });
      entries.push(...books.entries);
      sent.push(...books.webhooks.map(({ webhookId }) => webhookId));
      await sender.send(books.webhooks);
    },
  };
}
