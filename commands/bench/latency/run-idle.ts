import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { runOpenLoop } from "../load/open-loop.ts";
import { createOrderSource } from "../order-source.ts";
import { percentile } from "../percentile.ts";
import { type StampingProxy, startStampingProxy } from "../stamping-proxy.ts";
import { onLatencyStack } from "./latency-stack.ts";

const SHOP = "idle-shop.myshopify.com";
const EVERY_MS = 250;
/** Not counted: connections are opened and code is compiled. */
const WARM_UP = 12;
/** An order that has not arrived by then does not arrive. */
const PATIENCE_MS = 30_000;

export interface IdleRun {
  p50Ms: number;
  p99Ms: number;
  orders: number;
  /** Orders that did not get through. */
  faults: string[];
}

/** One new order after the other through a system that has nothing else to do: from its webhook to the core. */
export async function runIdle(setup: { seconds: number; ended: Promise<never> }): Promise<IdleRun> {
  let proxy: StampingProxy | undefined;
  const coreUrlFor = async (coreUrl: string) => {
    proxy = await startStampingProxy(coreUrl);
    return proxy.url;
  };
  try {
    return await onLatencyStack({ shops: [SHOP], coreUrlFor, ended: setup.ended }, async ({ secret, target }) => {
      const count = WARM_UP + Math.ceil((setup.seconds * 1_000) / EVERY_MS);
      const deliveries = createOrderSource()
        .requests({ count, shopDomain: SHOP, secret })
        .map((request, index) => ({ atMs: index * EVERY_MS, webhookId: randomUUID(), request }));
      const delivered = await runOpenLoop(target, deliveries);
      const acceptedAt = proxy?.acceptedAt ?? new Map<string, number>();
      const until = performance.now() + PATIENCE_MS;
      while (acceptedAt.size < count && performance.now() < until) await sleep(10);
      const faults: string[] = [];
      const times: number[] = [];
      for (const { delivery, status, sentAt } of delivered.slice(WARM_UP)) {
        const at = acceptedAt.get(delivery.request.orderId);
        if (at !== undefined) times.push(at - sentAt);
        else faults.push(`idle: an order that was answered ${status} did not reach the core`);
      }
      if (times.length === 0) throw new Error("No order reached the core.");
      return { p50Ms: percentile(times, 50), p99Ms: percentile(times, 99), orders: times.length, faults };
    });
  } finally {
    await proxy?.close();
  }
}
