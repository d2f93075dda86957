import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BookEntry, fillBooks } from "@karla/sandbox/fill-books";
import { createJournal, type Journal } from "@karla/sandbox/journal";
import { GOOD_DAY, type Plays } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { createSender } from "@karla/sandbox/sender";
import type { Lab, Member, Shop } from "./lab.ts";

/** Shopify's ladder in seconds, and longer: here nothing may be dropped because a server was down for a moment. */
const RETRIES_MS = [50, 100, 200, 400, ...Array.from({ length: 120 }, () => 500)];

/** What a shop knows of what it sent: what the run is judged by. */
export interface Sales {
  shop: Shop;
  /** The shop's own books of all that was sent so far. */
  entries: readonly BookEntry[];
  /** Ids of webhooks that were answered 2xx. */
  acknowledged(): string[];
}

export interface Traffic extends Sales {
  journal: Journal;
  /** Sends so many new orders with all that happens to them; resolves when each was acknowledged or dropped. */
  send(orders: number): Promise<void>;
}

export interface TrafficWish {
  seed: number;
  plays?: Plays;
  concurrency?: number;
  /** When the shop's first order is placed; milliseconds since the epoch. */
  startAt?: number;
  /** Called around each try. */
  attempt?(receiver: Member, ask: () => Promise<Response>): Promise<Response>;
}

/** A shop that sells: signed webhooks to all receivers in turn, each try in a file before its next one begins. */
export function openTraffic(
  lab: Lab,
  shop: Shop,
  { seed, plays = GOOD_DAY, concurrency = 16, startAt, attempt = (_, ask) => ask() }: TrafficWish,
): Traffic {
  const journal = createJournal({ path: join(lab.dataDir, `${shop.slug}.journal`), fsync: true });
  const entries: BookEntry[] = [];
  const sent: string[] = [];
  let turn = 0;
  /** A load balancer of the simplest kind: the next one, dead or not. */
  const balanced: typeof fetch = (input, init) => {
    const receiver = lab.receivers[turn++ % lab.receivers.length];
    if (receiver === undefined) throw new Error("a lab without a receiver");
    return attempt(receiver, () => fetch(new URL(String(input), receiver.url), init));
  };
  const sender = createSender({
    url: "/webhooks/shopify",
    shopDomain: shop.domain,
    secret: lab.secret,
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
    journal,
    acknowledged: () => sent.filter((id) => journal.isAcknowledged(id)),
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
