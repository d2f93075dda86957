import { describe, expect, it } from "vitest";
import type { Webhook } from "../shopify/webhook.ts";
import { webhooksOfChange } from "../shopify/webhooks-of-change.ts";
import { createLiveShop } from "./live-shop.ts";

/** Lets the shop sell in made-up time until it has sold `orders`. */
async function sell(orders: number) {
  const stop = new AbortController();
  const sent: Webhook[] = [];
  let time = Date.UTC(2026, 10, 1);
  const shop = createLiveShop({
    seed: 8,
    firstNumber: 5001,
    tell: async (order, change, random) => {
      sent.push(...webhooksOfChange(order, change, "sandbox-shop.myshopify.com", random));
    },
    now: () => time,
    sleep: async (ms) => {
      time += Math.min(ms, 700);
      await new Promise((resolve) => setImmediate(resolve));
      if (shop.sold() >= orders) stop.abort();
    },
    history: [],
    keep: 30,
  });
  await shop.run(stop.signal);
  return { shop, sent };
}

describe("a shop that keeps selling", () => {
  it("numbers its orders one after the other, shows the newest first and forgets old ones", async () => {
    const { shop } = await sell(60);
    const numbers = shop.newest(40).map(({ number }) => number);
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.length).toBeLessThanOrEqual(40);
    expect([...numbers].sort((left, right) => right - left)).toEqual(numbers);
    expect(shop.sold()).toBe(60);
  });

  it("sends every change of an order, its creation first", async () => {
    const { sent } = await sell(30);
    const first = new Map<string, string>();
    for (const { orderId, topic } of sent) if (orderId !== null && !first.has(orderId)) first.set(orderId, topic);
    expect(new Set(first.values())).toEqual(new Set(["orders/create"]));
    expect(sent.some(({ topic }) => topic === "fulfillments/create")).toBe(true);
  });
});
