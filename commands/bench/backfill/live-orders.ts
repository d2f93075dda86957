import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { runOpenLoop } from "../load/open-loop.ts";
import type { OrderSource } from "../order-source.ts";
import { percentile } from "../percentile.ts";
import type { Scene } from "../shop-scene.ts";

const EVERY_MS = 250;
/** Not counted: connections are opened and code is compiled. */
const WARM_UP = 12;
/** An order that has not arrived by then does not arrive. */
const PATIENCE_MS = 30_000;

/** New orders by webhook, one after the other: the 99th percentile from the webhook to the core, in milliseconds. */
export async function liveP99(source: OrderSource, scene: Scene, seconds: number): Promise<number> {
  const { domain: shopDomain, secret, stack, acceptedAt } = scene;
  const count = WARM_UP + Math.ceil((seconds * 1_000) / EVERY_MS);
  const deliveries = source
    .requests({ count, shopDomain, secret })
    .map((request, index) => ({ atMs: index * EVERY_MS, webhookId: randomUUID(), request }));
  const target = { port: Number(new URL(stack.receiver.url).port), path: "/webhooks/shopify" };
  const delivered = await runOpenLoop(target, deliveries);
  const until = performance.now() + PATIENCE_MS;
  const missing = () => deliveries.some(({ request }) => !acceptedAt.has(request.orderId));
  while (missing() && performance.now() < until) await sleep(10);
  return percentile(
    delivered.slice(WARM_UP).map(({ delivery, sentAt }) => {
      const at = acceptedAt.get(delivery.request.orderId);
      if (at === undefined) throw new Error("A live order did not reach the core.");
      return at - sentAt;
    }),
    99,
  );
}
