import { setTimeout as sleep } from "node:timers/promises";
import type { BookEntry } from "@karla/sandbox/fill-books";
import { signedHeaders } from "@karla/sandbox/sign";
import type { Webhook } from "@karla/sandbox/webhook";
import type { Shop } from "../lab.ts";
import type { Sales } from "../traffic.ts";

/** Shopify waits this long for an answer. */
const TIMEOUT_MS = 5_000;
const PAUSE_MS = 200;
const TRIES = 100;

export interface HandSender extends Sales {
  /** What the books are to say: filled by the fault, which knows what it sends. */
  entries: BookEntry[];
  /** One try, with headers in place of what the shop sends. Gives the status; null where nobody answered in time. */
  post(webhook: Webhook, headers?: Readonly<Record<string, string>>): Promise<number | null>;
  /** Each until it is acknowledged, several at a time, begun in the order given. */
  postAll(webhooks: readonly Webhook[], options?: { concurrency?: number; signal?: AbortSignal }): Promise<void>;
}

/** What a lab is to a sender. */
interface Receiving {
  secret: string;
  receivers: readonly { url: string }[];
}

/** A shop whose every single delivery the fault decides on. All receivers get them in turn. */
export function createHandSender({ secret, receivers }: Receiving, shop: Shop): HandSender {
  const acknowledged = new Set<string>();
  let turn = 0;
  async function post(webhook: Webhook, headers: Readonly<Record<string, string>> = {}): Promise<number | null> {
    const receiver = receivers[turn++ % receivers.length];
    const body = Buffer.from(webhook.body);
    try {
      const response = await fetch(new URL("/webhooks/shopify", receiver?.url), {
        method: "POST",
        headers: { ...signedHeaders(webhook, body, shop.domain, secret), ...headers },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      if (response.ok) acknowledged.add(webhook.webhookId);
      return response.status;
    } catch {
      return null;
    }
  }
  async function untilAcknowledged(webhook: Webhook, signal?: AbortSignal): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (signal?.aborted === true) return;
      const status = await post(webhook);
      if (status !== null && status < 300) return;
      await sleep(PAUSE_MS);
    }
    throw new Error(`${shop.slug}: a webhook was never acknowledged`);
  }
  return {
    shop,
    entries: [],
    acknowledged: () => [...acknowledged],
    post,
    async postAll(webhooks, { concurrency = 24, signal } = {}) {
      const left = [...webhooks].reverse();
      const one = async () => {
        for (let webhook = left.pop(); webhook !== undefined; webhook = left.pop()) {
          await untilAcknowledged(webhook, signal);
        }
      };
      await Promise.all(Array.from({ length: concurrency }, one));
    },
  };
}
