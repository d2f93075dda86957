import type { StackStatus } from "../stack.ts";
import { createShop } from "./create-shop.ts";
import { inParallel } from "./in-parallel.ts";
import type { StackScene } from "./on-stack.ts";
import type { Prepared } from "./prepare.ts";
import type { RecordedRequest } from "./recording-proxy.ts";
import { type Delivery, sendWebhook } from "./send-webhook.ts";
import { settledBy } from "./settled-by.ts";

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

/** Feeds everything in two rounds, waiting for the pipeline after each. */
export async function gatherEvidence(
  { fed, pairs }: Prepared,
  { stack, secret, requests, say, signal }: StackScene,
): Promise<Evidence> {
  const shops = [...fed, ...pairs].map(({ shop }) => shop);
  const { adminUser, adminKey } = stack.core;
  say(`Connecting ${shops.length} shops …`);
  await inParallel(AT_A_TIME, shops, ({ slug }) => createShop(stack.core, slug, "shopify"));
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
  const settled = settledBy({ stack, say, signal });

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
