import type { Random } from "../../random.ts";
import type { Webhook } from "../webhook.ts";
import type { Journal } from "./journal.ts";
import { type Delivery, type Plays, planDeliveries } from "./plan-deliveries.ts";
import { signedHeaders } from "./sign.ts";
import { createSlots } from "./slots.ts";

/** Shopify waits this long for an answer. */
const TIMEOUT_MS = 5000;

/** Shopify's own ladder: 8 retries over 4 hours, each pause twice the one before. */
export const SHOPIFY_RETRIES_MS: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 113].map((minutes) => minutes * 60_000);

export interface SenderSetup {
  url: string;
  shopDomain: string;
  /** The app's client secret. */
  secret: string;
  plays: Plays;
  random: Random;
  journal: Journal;
  fetch: typeof fetch;
  now(): number;
  /** Resolves after so many milliseconds, earlier when the signal says stop. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Pauses before each further try; after the last one the webhook is given up. `SHOPIFY_RETRIES_MS`, scaled down. */
  retriesMs: readonly number[];
  concurrency?: number;
  /** Asked before each try: what is not, or no longer, for the app is not sent. Missing: everything is for it. */
  isWanted?(webhook: Webhook): boolean;
  /** Stops trying. What is under way is finished. */
  signal?: AbortSignal;
}

export interface Sender {
  /** Plays the day with these webhooks. Resolves when each delivery was answered 2xx, was given up or was stopped. */
  send(webhooks: readonly Webhook[]): Promise<void>;
}

/** Sends webhooks as Shopify does: signed, at least once at best, in no order anyone may rely on. */
export function createSender(setup: SenderSetup): Sender {
  const concurrency = setup.concurrency ?? 16;
  const slots = createSlots(concurrency);
  const stormSlots = createSlots(concurrency * 4);
  return {
    send: async (webhooks) => {
      const { deliveries, dropped } = planDeliveries(webhooks, setup.plays, setup.random);
      for (const webhook of dropped) if (setup.isWanted?.(webhook) !== false) setup.journal.drop(webhook);
      await Promise.all(deliveries.map((delivery) => deliver(setup, delivery, delivery.storm ? stormSlots : slots)));
    },
  };
}

async function deliver(setup: SenderSetup, delivery: Delivery, slots: ReturnType<typeof createSlots>): Promise<void> {
  const stopped = (): boolean => setup.signal?.aborted === true || setup.isWanted?.(delivery.webhook) === false;
  if (delivery.holdBackMs > 0) await setup.sleep(delivery.holdBackMs, setup.signal);
  for (let attempt = 1; !stopped(); attempt += 1) {
    const acknowledged = await slots(async () => !stopped() && (await attemptOnce(setup, delivery.webhook, attempt)));
    const pause = setup.retriesMs[attempt - 1];
    if (acknowledged || pause === undefined || stopped()) return;
    await setup.sleep(pause, setup.signal);
  }
}

async function attemptOnce(setup: SenderSetup, webhook: Webhook, attempt: number): Promise<boolean> {
  const { webhookId, eventId, topic, orderId } = webhook;
  const entry = { webhookId, eventId, topic, orderId, sentAt: new Date(setup.now()).toISOString(), attempt };
  const body = Buffer.from(webhook.body);
  try {
    const response = await setup.fetch(setup.url, {
      method: "POST",
      headers: signedHeaders(webhook, body, setup.shopDomain, setup.secret),
      body,
      // Shopify follows no redirect: anything but 2xx is a failure.
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    setup.journal.record({ ...entry, status: response.status });
    return response.ok;
  } catch (error) {
    setup.journal.record({ ...entry, error: error instanceof Error ? error.name : "unknown" });
    return false;
  }
}
