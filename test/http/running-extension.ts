import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { BookedOrder } from "@karla/sandbox/booked-order";
import { fillBooks } from "@karla/sandbox/fill-books";
import { signSessionToken } from "@karla/sandbox/session-token";
import { openExtension } from "../../app/extension/open-extension.ts";
import { createTrackLimit } from "../../app/proxy/track-limit.ts";
import { createSessionLimit } from "../../app/session-limit.ts";
import { derivedKeyring } from "../../packages/store/src/derived-keyring.ts";
import { createKeyring, sealKeyOf } from "../../packages/store/src/keyring.ts";
import { type Forgery, forgeToken } from "../hostile/forge-token.ts";
import { quietLog } from "../setup/quiet-log.ts";
import { startShop } from "./running-shop.ts";
import { SHOP } from "./running-spine.ts";

export const APP = { clientId: "client", secret: "hush" };
export const FORMER_SECRET = "hush-before";

export type RunningExtension = Awaited<ReturnType<typeof startExtension>>;

/** Claims of a member of staff of this shop, as Shopify's admin makes them. */
export const staffOf = (shop: string, changes: object = {}) => ({
  iss: `https://${shop}/admin`,
  dest: `https://${shop}`,
  sub: "7",
  ...changes,
});

/** Claims of a customer, as Shopify documents them: without issuer and session, and the shop without `https://`. */
export const customerOf = (shop: string, sub: string | undefined, changes: object = {}) => ({
  iss: undefined,
  sid: undefined,
  dest: shop,
  sub,
  ...changes,
});

/** What the app's extensions ask for, over HTTP, with a shop, a worker and a core behind it. `sold` is an order with a customer and parcels. */
export async function startExtension({ limited = false } = {}) {
  const { entries, webhooks } = fillBooks({ seed: 5, orders: 20, shopDomain: SHOP });
  const books = new Map(entries.map(({ order }) => [order.id, order]));
  const sold = soldIn([...books.values()]);
  const shop = await startShop(() => books.values());
  await shop.install();
  const held: number[] = [];
  const listener = openExtension({
    secrets: [APP.secret, FORMER_SECRET],
    clientId: APP.clientId,
    store: shop.store,
    coreOf: () => shop.client(),
    linkKeys: derivedKeyring(createKeyring({ current: sealKeyOf(randomBytes(32)) }), "track-link", ""),
    ...(limited ? {} : { limitOrder: async () => null }),
    // However long a slow machine takes, it is one period.
    ...(limited ? { limitOrder: createTrackLimit({ perOrder: 5, perAddress: 60, seconds: 3_600 }) } : {}),
    limitSession: createSessionLimit({ requests: limited ? 20 : 10_000, seconds: 3_600 }),
    newId: randomUUID,
    sleep: async (ms) => void held.push(ms),
    clock: { now: Date.now },
    log: { ...quietLog, debug() {} },
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;

  /** A token with these claims, else one of a member of staff. */
  const token = (claims: object = staffOf(SHOP), forgery: Partial<Forgery> = {}) =>
    forgeToken({ ...APP, claims, ...forgery });

  async function ask(path: string, bearer: string | null, { method = "GET", headers = {}, body = "" } = {}) {
    const response = await fetch(origin + path, {
      method,
      headers: { ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }), ...headers },
      ...(body === "" ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: text === "" ? null : JSON.parse(text) };
  }
  const gid = (orderId: string) => encodeURIComponent(`gid://shopify/Order/${orderId}`);

  return {
    shop,
    origin,
    sold,
    /** How long answers were held back. */
    held,
    token,
    /** The token that the sandbox's admin gives out. */
    adminToken: () =>
      signSessionToken({
        shop: SHOP,
        clientId: APP.clientId,
        clientSecret: APP.secret,
        now: Date.now(),
        userId: "7",
      }),
    ask,
    order: (orderId: string, bearer: string | null = token()) => ask(`/extension/order?id=${gid(orderId)}`, bearer),
    resync: (orderId: string, bearer: string | null = token()) =>
      ask(`/extension/order/resync?id=${gid(orderId)}`, bearer, { method: "POST" }),
    ownOrder: (orderId: string, bearer: string | null, locale = "en") =>
      ask(`/extension/customer/order?id=${gid(orderId)}&locale=${locale}`, bearer),
    /** Has the shop's webhooks of an order arrive. */
    async bring(orderId: string) {
      for (const webhook of webhooks) if (webhook.orderId === orderId) await shop.send(webhook.topic, webhook.body);
      await shop.settled();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await shop.stop();
    },
  };
}

function soldIn(orders: readonly BookedOrder[]): { id: string; name: string; customerId: string } {
  for (const { id, name, customer, fulfillments, deletedAt, cancelledAt, test, shippingAddress } of orders) {
    const isSent = fulfillments[0]?.status === "success" && deletedAt === null && cancelledAt === null && !test;
    if (isSent && customer !== null && shippingAddress !== null) return { id, name, customerId: customer.id };
  }
  throw new Error("the books have no such order");
}
