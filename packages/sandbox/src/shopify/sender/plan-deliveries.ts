import type { Random } from "../../random.ts";
import type { Webhook } from "../webhook.ts";

/** Good and bad days. Each figure is a share between 0 and 1; a day with all of them at 0 is a good one. */
export interface Plays {
  /** Webhooks that are sent a second, and perhaps a third time. */
  duplicates: number;
  /** Orders whose webhooks arrive shuffled, across topics too. */
  reordered: number;
  /** Webhooks that fall back in the line, up to `latePlaces`. */
  late: number;
  latePlaces: number;
  /** Webhooks that are held back by up to `delayMs` before they are sent. */
  delayed: number;
  delayMs: number;
  /** Webhooks that never leave the shop, at no try: Shopify does not guarantee a delivery. */
  lost: number;
  /** Deliveries that come at once, however many others are under way; 0 for none. After each storm comes a calm of the same length. */
  stormSize: number;
}

export const GOOD_DAY: Plays = {
  duplicates: 0,
  reordered: 0,
  late: 0,
  latePlaces: 0,
  delayed: 0,
  delayMs: 0,
  lost: 0,
  stormSize: 0,
};

export const BAD_DAY: Plays = {
  ...GOOD_DAY,
  duplicates: 0.12,
  reordered: 0.4,
  late: 0.1,
  latePlaces: 150,
  delayed: 0.05,
  delayMs: 200,
  stormSize: 120,
};

export interface Delivery<W = Webhook> {
  webhook: W;
  holdBackMs: number;
  /** In a storm it does not wait for others. */
  storm: boolean;
}

export interface DeliveryPlan<W = Webhook> {
  deliveries: Delivery<W>[];
  /** Those that are lost. */
  dropped: W[];
}

/** Decides which webhooks are sent, in which order, how often and how late. */
export function planDeliveries<W extends Pick<Webhook, "orderId">>(
  webhooks: readonly W[],
  plays: Plays,
  random: Random,
): DeliveryPlan<W> {
  const dropped: W[] = [];
  const sent = reorder(webhooks, plays.reordered, random).filter((webhook) => {
    const isLost = random.chance(plays.lost);
    if (isLost) dropped.push(webhook);
    return !isLost;
  });
  const copies = sent.flatMap((webhook, index) => {
    const place = index + (random.chance(plays.late) ? random.int(1, Math.max(1, plays.latePlaces)) : 0);
    const places = [place];
    while (places.length < 3 && random.chance(plays.duplicates)) places.push(place + random.int(0, 40));
    return places.map((at) => ({ webhook, at: at + random.next() / 2 }));
  });
  const deliveries = copies
    .sort((left, right) => left.at - right.at)
    .map(({ webhook }, index) => ({
      webhook,
      holdBackMs: random.chance(plays.delayed) ? random.int(1, Math.max(1, plays.delayMs)) : 0,
      storm: plays.stormSize > 0 && Math.floor(index / plays.stormSize) % 2 === 1,
    }));
  return { deliveries, dropped };
}

/** Shuffles the webhooks of some orders among the places they had. */
function reorder<W extends Pick<Webhook, "orderId">>(webhooks: readonly W[], share: number, random: Random): W[] {
  const placesOf = new Map<string, number[]>();
  webhooks.forEach(({ orderId }, index) => {
    if (orderId !== null) placesOf.set(orderId, [...(placesOf.get(orderId) ?? []), index]);
  });
  const result = [...webhooks];
  for (const places of placesOf.values()) {
    if (!random.chance(share)) continue;
    const targets = random.shuffle(places);
    places.forEach((from, index) => {
      const webhook = webhooks[from];
      const target = targets[index];
      if (webhook !== undefined && target !== undefined) result[target] = webhook;
    });
  }
  return result;
}
