import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { seededRandom } from "@karla/sandbox/random";
import type { OrderWebhook } from "@karla/sandbox/webhook";

export interface LossyShop {
  orders: BookedOrder[];
  /** What arrives: of each order its last state, unless that message was lost. */
  sent: OrderWebhook[];
  /** Ids of the orders of which nothing was sent. */
  dropped: Set<string>;
  /** Before the first order. ISO 8601. */
  begins: string;
}

/** Bodies of all that happened to so many orders would not fit into memory at once. */
const CHUNK = 500;
const WEEK_MS = 7 * 24 * 3_600_000;

/** A shop of which a part of the messages never left. Deleted orders are none of it: a list cannot show them. */
export function lossyShop(wish: { orders: number; lost: number; seed: number; shopDomain: string }): LossyShop {
  const { lost, seed, shopDomain } = wish;
  const startAt = Date.UTC(2026, 9, 1);
  const random = seededRandom(seed);
  const shop: LossyShop = {
    orders: [],
    sent: [],
    dropped: new Set(),
    begins: new Date(startAt - WEEK_MS).toISOString(),
  };
  for (let first = 0; shop.orders.length < wish.orders; first += CHUNK) {
    const books = fillBooks({ seed: seed + first, orders: CHUNK, shopDomain, firstNumber: 1_001 + first, startAt });
    const last = new Map<string, OrderWebhook>();
    for (const webhook of books.webhooks) if (webhook.topic === "orders/updated") last.set(webhook.orderId, webhook);
    for (const { order } of books.entries) {
      const webhook = last.get(order.id);
      if (webhook === undefined || order.deletedAt !== null || shop.orders.length === wish.orders) continue;
      shop.orders.push(order);
      if (random.chance(lost)) shop.dropped.add(order.id);
      else shop.sent.push(webhook);
    }
  }
  return shop;
}
