import { setTimeout as sleep } from "node:timers/promises";
import type { Message, SignedMessage } from "./message.ts";
import type { PostOptions, Receiver, TrafficWish } from "./selling-shop.ts";

/** Shopify waits this long for an answer; Shopware waits longer. */
const TIMEOUT_MS = 5_000;
const PAUSE_MS = 200;
/** Receivers may be killed again and again. */
const PATIENCE_MS = 180_000;

/** A shop's way to the receivers: a load balancer of the simplest kind, the next one, dead or not. */
export interface Deliveries {
  acknowledged(): string[];
  post(message: Message): Promise<number | null>;
  deliver(signed: SignedMessage, attempt?: TrafficWish["attempt"]): Promise<number | null>;
  postAll(messages: readonly Message[], options?: PostOptions & Pick<TrafficWish, "attempt">): Promise<void>;
}

export function createDeliveries(name: string, receivers: readonly Receiver[]): Deliveries {
  const acknowledged = new Set<string>();
  let turn = 0;
  const deliver: Deliveries["deliver"] = async ({ path, headers, body, key }, attempt = (_, ask) => ask()) => {
    const receiver = receivers[turn++ % receivers.length];
    if (receiver === undefined) throw new Error("a lab without a receiver");
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const ask = () => fetch(new URL(path, receiver.url), { method: "POST", headers, body, signal });
      const response = await attempt(receiver, ask);
      await response.arrayBuffer();
      if (response.ok) acknowledged.add(key);
      return response.status;
    } catch {
      return null;
    }
  };

  async function untilAcknowledged(
    message: Message,
    { signal, attempt }: PostOptions & Pick<TrafficWish, "attempt">,
  ): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(PAUSE_MS)) {
      if (signal?.aborted === true) return;
      const signed = message.sign();
      const status = signed === null ? null : await deliver(signed, attempt);
      if (status !== null && status < 300) return;
    }
    throw new Error(`${name}: a message was never acknowledged`);
  }

  return {
    acknowledged: () => [...acknowledged],
    async post(message) {
      const signed = message.sign();
      return signed === null ? null : deliver(signed);
    },
    deliver,
    async postAll(messages, options = {}) {
      const left = [...messages].reverse();
      const one = async () => {
        for (let message = left.pop(); message !== undefined; message = left.pop()) {
          await untilAcknowledged(message, options);
        }
      };
      await Promise.all(Array.from({ length: options.concurrency ?? 24 }, one));
    },
  };
}
