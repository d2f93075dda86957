import type { BookedOrder } from "@karla/sandbox/booked-order";
import { type BookEntry, fillBooks } from "@karla/sandbox/fill-books";
import { GOOD_DAY, planDeliveries } from "@karla/sandbox/plan-deliveries";
import { seededRandom } from "@karla/sandbox/random";
import { playsInShopware } from "@karla/sandbox/shopware-order";
import { lossyShop } from "../../bench/reconcile/lossy-shop.ts";
import { waitForRest } from "../check-run.ts";
import type { Lab } from "../lab.ts";
import type { Message } from "../shop/message.ts";
import type { ShopifyShop, ShopwareShop } from "../shop/selling-shop.ts";

export interface LossySale {
  orders: number;
  /** What never arrived, by kind. */
  lost: Readonly<Record<string, number>>;
  /** Before the first order. ISO 8601. */
  begins: string;
}

interface SaleWish {
  orders: number;
  seed: number;
}

const LOST_AT_SHOPIFY = 0.05;
const LOST_AT_SHOPWARE = 0.3;
/** What happens to an order is read at different times. */
const WAVES = 3;
const BEGINS = Date.UTC(2026, 10, 2, 7);
const DAY_MS = 24 * 3_600_000;

/** One of twenty orders is not told of at all. */
export async function loseAtShopify(shop: ShopifyShop, { orders, seed }: SaleWish): Promise<LossySale> {
  const sold = lossyShop({ orders, lost: LOST_AT_SHOPIFY, seed, shopDomain: shop.shop.domain });
  shop.entries.push(...sold.orders.map((order) => ({ order, history: [order] })));
  shop.book();
  await shop.postAll(sold.sent.map(shop.message));
  return { orders: sold.orders.length, lost: { webhooks_lost: sold.dropped.size }, begins: sold.begins };
}

/**
 * Three of ten messages are lost, and every parcel's code is written into its delivery by a program that tells nobody. In
 * waves: what arrives of the first is read before the second happens.
 */
export async function loseAtShopware(lab: Lab, shop: ShopwareShop, { orders, seed }: SaleWish): Promise<LossySale> {
  const books = fillBooks({ seed, orders, shopDomain: shop.shop.slug, startAt: BEGINS });
  const entries = books.entries
    .filter(({ order }) => playsInShopware(order) && order.deletedAt === null)
    .map(shippedUnheard);
  shop.entries.push(...entries);
  const random = seededRandom(seed);
  const waves = inWaves(entries.flatMap((entry) => shop.messagesOf(entry).map((message) => ({ ...message, entry }))));
  let lost = 0;
  for (const wave of waves) {
    for (const { entry, version } of wave) shop.happen(entry, version);
    const { deliveries, dropped } = planDeliveries(wave, { ...GOOD_DAY, lost: LOST_AT_SHOPWARE }, random);
    lost += dropped.length;
    await shop.postAll(deliveries.map(({ webhook }) => webhook));
    await waitForRest(lab);
  }
  shop.book();
  const codes = entries.flatMap(({ order }) => order.fulfillments.flatMap(({ trackingNumbers }) => trackingNumbers));
  const begins = new Date(BEGINS - DAY_MS).toISOString();
  return { orders: entries.length, lost: { messages_lost: lost, codes_unheard: codes.length }, begins };
}

/** With numbers of orders that are all shipped without a word (`shipsSilently`). */
function shippedUnheard({ history }: BookEntry, index: number): BookEntry {
  const number = 5 * (1_000 + index);
  const renumbered = history.map((order): BookedOrder => ({ ...order, number, name: `#${number}` }));
  const order = renumbered.at(-1);
  if (order === undefined) throw new Error("an order without a history");
  return { order, history: renumbered };
}

function inWaves<M extends Message>(messages: readonly M[]): M[][] {
  const sorted = messages.toSorted((left, right) => left.at - right.at);
  const size = Math.ceil(sorted.length / WAVES);
  return Array.from({ length: WAVES }, (_, n) => sorted.slice(n * size, (n + 1) * size));
}
