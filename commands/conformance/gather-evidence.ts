import { setTimeout as sleep } from "node:timers/promises";
import { basicAuth } from "../proof/read-core.ts";
import type { Stack, StackStatus } from "../stack.ts";
import { waitUntilSettled } from "../wait-until-settled.ts";
import { inParallel } from "./in-parallel.ts";
import type { Prepared } from "./prepare.ts";
import type { RecordedRequest } from "./recording-proxy.ts";
import { type Delivery, sendWebhook } from "./send-webhook.ts";

const AT_A_TIME = 16;

/** What the processes did, as seen from outside of them. */
export interface Evidence {
  before: StackStatus;
  /** After every body had come once. */
  once: StackStatus;
  /** After repeats, late versions and the second halves of the pairs. */
  after: StackStatus;
  /** Requests to the core until `once`; the rest came later. */
  requestsOnce: number;
  requests: readonly RecordedRequest[];
  /** Answer to each delivery; a repeat counts apart. */
  answers: ReadonlyMap<Delivery, readonly number[]>;
}

export interface Scene {
  stack: Stack;
  secret: string;
  requests: readonly RecordedRequest[];
  say(line: string): void;
  /** Aborted: nothing more is begun. */
  signal: AbortSignal;
}

/** Feeds everything in two rounds, waiting for the pipeline after each. */
export async function gatherEvidence(
  { fed, pairs }: Prepared,
  { stack, secret, requests, say, signal }: Scene,
): Promise<Evidence> {
  const shops = [...fed, ...pairs].map(({ shop }) => shop);
  const { adminUser, adminKey } = stack.core;
  say(`Connecting ${shops.length} shops …`);
  await inParallel(AT_A_TIME, shops, ({ slug }) => createShop(stack.core, slug));
  const settings = { takeTestOrders: true, takeCancelledOrders: true };
  await stack.connectShops(
    shops.map(({ domain, slug }) => ({
      platform: "shopify",
      domain,
      slug,
      coreUser: adminUser,
      coreKey: adminKey,
      settings,
    })),
  );
  const answers = new Map<Delivery, number[]>();
  const destination = { url: `${stack.receiver.url}/webhooks/shopify`, secret };
  const send = (deliveries: readonly Delivery[]) =>
    inParallel(AT_A_TIME, deliveries, async (delivery) => {
      signal.throwIfAborted();
      const status = await sendWebhook(delivery, destination);
      answers.set(delivery, [...(answers.get(delivery) ?? []), status]);
    });
  const settled = () =>
    waitUntilSettled({
      status: () => {
        signal.throwIfAborted();
        return stack.status();
      },
      now: Date.now,
      sleep: (ms) => sleep(ms),
      look: ({ events, outbox }) => say(`  ${events.pending} events and ${outbox.pending} deliveries to go`),
    });

  const before = await stack.status();
  const firsts = fed.map(({ first }) => first);
  say(`Sending ${firsts.length} bodies to the receiver …`);
  await send([...firsts, ...pairs.map(({ order }) => order)]);
  const once = await settled();
  const requestsOnce = requests.length;
  say("Sending everything again, late versions, and the lone fulfillments to their orders …");
  await send([...firsts, ...pairs.map(({ fulfillment }) => fulfillment)]);
  await send(fed.flatMap(({ late }) => late));
  const after = await settled();
  return { before, once, after, requestsOnce, requests, answers };
}

async function createShop({ url, adminUser, adminKey }: Stack["core"], slug: string): Promise<void> {
  const response = await fetch(new URL("/v1/shops", url), {
    method: "POST",
    headers: { Authorization: basicAuth(adminUser, adminKey), "Content-Type": "application/json" },
    body: JSON.stringify({
      name: slug,
      organization: "conformance",
      slug,
      klaviyo_enabled: false,
      shop_provider: "shopify",
    }),
  });
  if (!response.ok) throw new Error(`The core refused the shop ${slug} (${response.status}).`);
}
